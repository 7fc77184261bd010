import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeLog } from '../../shared/adapters/log.ts';
import { measuresOf, NAMESPACE } from '../../shared/adapters/measures.ts';

const NOW = Date.parse('2026-11-25T15:00:00Z');

/** Embedded metric format, as CloudWatch reads it: each metric defined once, its value and dimensions at the root. */
const metricsIn = (line: Record<string, unknown>): Record<string, readonly [unknown, string]> => {
  const { _aws } = line as { _aws?: { Timestamp: number; CloudWatchMetrics: Directive[] } };
  const found = (_aws?.CloudWatchMetrics ?? []).flatMap(({ Namespace, Dimensions, Metrics }) => {
    expect(Namespace).toBe(NAMESPACE);
    for (const dimension of Dimensions.flat()) expect(line, dimension).toHaveProperty(dimension);
    return Metrics.map(({ Name, Unit }) => [Name, [line[Name], Unit]] as const);
  });
  for (const [name, [value]] of found) expect(typeof value, name).toBe('number');
  return Object.fromEntries(found);
};
interface Directive {
  readonly Namespace: string;
  readonly Dimensions: readonly string[][];
  readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
}

describe('lines that are metrics', () => {
  test.each([
    [499, 100],
    [500, 0],
  ])('an answer after %i ms counts %i to the share of fast ones', (durationMs, fast) => {
    const fields = { door: 'assess', status: 200, durationMs };
    expect(metricsIn({ ...fields, ...measuresOf('answered', fields, NOW) })).toEqual({
      AnswerTime: [durationMs, 'Milliseconds'],
      FastAnswers: [fast, 'Percent'],
    });
  });

  test.each([
    ['ask-plan', 100],
    ['pa-likely-approve', 0],
  ])('a decision of %s counts by its advice, and %i to the share of unknown ones', (advice, unknown) => {
    expect(metricsIn({ advice, ...measuresOf('decision-announced', { advice }, NOW) })).toEqual({
      Decisions: [1, 'Count'],
      UnknownDecisions: [unknown, 'Percent'],
    });
  });

  test('a line that measures nothing, or lacks its number, is only a line', () => {
    expect(measuresOf('order-known', { durationMs: 3 }, NOW)).toEqual({});
    expect(measuresOf('events-missed', {}, NOW)).toEqual({});
    expect(measuresOf('toString', { durationMs: 3 }, NOW)).toEqual({});
  });
});

describe('in the log', () => {
  const lines: string[] = [];
  const catchLine = (chunk: unknown): boolean => {
    lines.push(String(chunk));
    return true;
  };
  beforeEach(() => {
    lines.length = 0;
    vi.spyOn(process.stdout, 'write').mockImplementation(catchLine);
  });
  afterEach(() => void vi.restoreAllMocks());

  test('number and block are at the root of the one line, which still has only allowed keys', () => {
    const log = makeLog({ level: 'info' });
    log.info('work-waiting', { inboxAgeMs: 5, intentAgeMs: 0, writeBackAgeMs: 7, name: 'Zzyzx' } as object);
    expect(lines).toHaveLength(1);
    const line = JSON.parse(lines[0]!);
    expect(metricsIn(line)).toMatchObject({ InboxAge: [5, 'Milliseconds'], WriteBackAge: [7, 'Milliseconds'] });
    expect(line._aws.Timestamp).toBeGreaterThan(NOW - 86_400_000 * 3_650);
    expect(lines[0]).not.toContain('Zzyzx');
  });
});
