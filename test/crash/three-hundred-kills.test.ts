import { expect, test } from 'vitest';
import { killAndRestart } from './kill-and-restart.ts';

const KILLS = Number(process.env.KILLS ?? 300);
/** Each on fresh data: a start after a kill takes longer the more there is to look through. */
const ROUNDS = 3;
const DOORS = ['decision', '$submit', 'order-sign', 'feedback', 'notify', 'visit', 'keyed'];

/** Of all rounds together: a short one may be killed before its callers came to each door. */
const called: string[] = [];

test.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
  `killed ${KILLS / ROUNDS} times at work, it keeps every promise it made: round %i of ${ROUNDS}`,
  async (round) => {
    const kills = Math.ceil(KILLS / ROUNDS);
    const { restarts, faults, ...counts } = await killAndRestart({ kills, patient: true });
    console.log(`round ${round}`, counts);
    expect(faults).toEqual([]);
    expect(restarts.every((said) => said.startsWith('not clean'))).toBe(true);
    expect(counts.orders).toBeGreaterThan(kills);
    called.push(...(counts.decisions ? ['decision'] : []), ...Object.keys(counts.others));
  },
);

/** A handful of kills on a busy machine leaves no time for all of them. */
const ENOUGH_KILLS = 30;
test.runIf(KILLS >= ENOUGH_KILLS)('and every door was called, so that something could have been lost', () => {
  expect(DOORS.filter((door) => !called.includes(door))).toEqual([]);
});
