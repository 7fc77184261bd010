import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeReplay } from '../../infra/cli/replay/replay.ts';
import type { StoredDetermination } from '../../shared/app/ports/authorization-store.ts';
import { type ReplayPorts, replay } from '../../shared/app/search/replay.ts';
import { type AppHarness, openAppHarness, ordered, TENANT } from '../support/app-harness.ts';

let harness: AppHarness;
beforeAll(async () => {
  harness = await openAppHarness();
  await harness.assess(ordered([{ id: 'o1' }]));
});
afterAll(() => harness.close());

/** The record replayed as if the store had kept something else. */
const described = async (change: (kept: StoredDetermination) => StoredDetermination) => {
  const { authorizations } = harness.ports;
  const ports: ReplayPorts = {
    ...harness.ports,
    rulePacks: harness.stores.rulePacks,
    assertions: harness.stores.assertions,
    authorizations: {
      ...authorizations,
      determination: async (...key) => {
        const kept = await authorizations.determination(...key);
        return kept && change(kept);
      },
    },
  };
  const replayed = await replay(TENANT, { orderId: 'o1' }, ports);
  if (!replayed.ok) throw new Error('Nothing is held.');
  return describeReplay(replayed.value);
};
const advised = (kept: StoredDetermination): StoredDetermination => ({
  ...kept,
  determination: { ...kept.determination, advice: 'ask-plan' },
});
const byEngine = (engine: string, { question, ...kept }: StoredDetermination): StoredDetermination => ({
  ...kept,
  question: { ...question, versions: { ...question.versions, engine } },
});

test('the same bytes end with 0', async () => {
  const { exitCode, lines } = await described((kept) => kept);
  expect([exitCode, lines[0]]).toEqual([0, expect.stringContaining('the same answer, byte for byte')]);
});

test('another answer by the same engine is a defect: 1, with both answers and where they differ', async () => {
  const { exitCode, lines } = await described(advised);
  expect(exitCode).toBe(1);
  expect(lines).toContain('  advice: "ask-plan" -> "pa-pend-info"');
});

test('another engine ends with 3, whether the two differ or not', async () => {
  const alike = await described((kept) => byEngine('0.0.9', kept));
  expect([alike.exitCode, alike.lines.at(-1)]).toEqual([3, '  The two do not differ.']);
  const differing = await described((kept) => byEngine('0.0.9', advised(kept)));
  expect(differing.exitCode).toBe(3);
  expect(differing.lines.slice(1)).toEqual([
    expect.stringMatching(/^ {2}then {2}ask-plan \(engine 0\.0\.9, code tables /),
    expect.stringMatching(/^ {2}now {3}pa-pend-info \(engine /),
    '  advice: "ask-plan" -> "pa-pend-info"',
  ]);
});
