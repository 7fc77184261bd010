import { describe, expect, test } from 'vitest';
import { type Dialog, dialogsOf, orderOf, SITUATIONS } from '../support/dialogs.ts';
import type { PolicyKey } from '../support/some-patients.ts';

/** More in the long run of these tests. */
const DIALOGS = Number(process.env.DIALOGS ?? 20);
const SEED = 20_261_130;
const ASKED: readonly PolicyKey[] = [
  ['uhc-commercial', '78452', 'OH'],
  ['humana-medicare-advantage', '78452', 'TX'],
  ['highmark', '78431', 'PA'],
];

const all: Dialog[] = [];
describe.each(ASKED)('%s %s', (...policy) => {
  test.each(SITUATIONS)('%s: ends with the answer of the whole patient, within what was missing', (...situation) => {
    const dialogs = dialogsOf(orderOf(policy, situation), DIALOGS, SEED);
    all.push(...dialogs);
    for (const { all: asked, missing, ended, whole, isOpen } of dialogs) {
      expect([isOpen, ended]).toEqual([false, whole]);
      expect(asked).toBeLessThanOrEqual(missing);
    }
  });
});

test('few questions in the mean', () => {
  const mean = all.reduce((sum, { questions }) => sum + questions, 0) / all.length;
  if (process.env.DIALOGS) console.log('mean', mean);
  expect(all).toHaveLength(ASKED.length * SITUATIONS.length * DIALOGS);
  expect(mean).toBeLessThanOrEqual(3.3);
});
