import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeLog } from '../../shared/adapters/log.ts';

/** What was written to the two streams, whichever console method the logger uses. */
const lines: string[] = [];
const catchLine = (chunk: unknown): boolean => {
  lines.push(String(chunk));
  return true;
};

beforeEach(() => {
  lines.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(catchLine);
  vi.spyOn(process.stderr, 'write').mockImplementation(catchLine);
});
afterEach(() => void vi.restoreAllMocks());

describe('the log', () => {
  test('writes one JSON line with the event and its fields', () => {
    makeLog({ level: 'info' }).info('answered', { door: 'assess', status: 200, correlationId: 'c1', durationMs: 12 });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'INFO',
      message: 'answered',
      door: 'assess',
      status: 200,
      correlationId: 'c1',
      durationMs: 12,
    });
  });

  test('drops every key that is not on the list, and every value that is not plain', () => {
    const smuggled = {
      tenant: 'demo',
      patientName: 'Robin Sample',
      birthDate: '1968-04-17',
      error: new Error('MEMBER-77'),
      problem: { memberId: 'MEMBER-78' },
      __proto__: { door: 'MEMBER-79' },
    };
    makeLog({ level: 'info' }).error('door-failed', smuggled as object);
    expect(lines.join('')).not.toMatch(/Robin|1968|MEMBER/);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'ERROR', tenant: 'demo' });
  });

  test('drops a sentence where the name of an error belongs', () => {
    const log = makeLog({ level: 'info' });
    log.error('door-failed', { errorName: 'The item of Robin Sample is not readable.' });
    log.error('door-failed', { errorName: 'TooBusyError' });
    expect(JSON.parse(lines[0]!)).not.toHaveProperty('errorName');
    expect(JSON.parse(lines[1]!)).toMatchObject({ errorName: 'TooBusyError' });
  });

  test('truncates a long text', () => {
    makeLog({ level: 'info' }).warn('order-refused', { problem: 'x'.repeat(5_000) });
    expect(JSON.parse(lines[0]!).problem).toHaveLength(200);
  });

  test('writes nothing below its level, and nothing at all when silent', () => {
    const log = makeLog({ level: 'error' });
    log.info('one');
    log.warn('two');
    makeLog({ level: 'silent' }).error('three');
    expect(lines).toEqual([]);
  });
});
