import { expect, test } from 'vitest';
import { killAndRestart } from './kill-and-restart.ts';

const KILLS = Number(process.env.KILLS ?? 300);
/** Each on fresh data: a start after a kill takes longer the more there is to look through. */
const ROUNDS = 3;
const DOORS = ['$submit', 'order-sign', 'feedback', 'notify', 'visit', 'keyed'];

test.each(Array.from({ length: ROUNDS }, (_, round) => round + 1))(
  `killed ${KILLS / ROUNDS} times at work, it keeps every promise it made: round %i of ${ROUNDS}`,
  async (round) => {
    const kills = Math.ceil(KILLS / ROUNDS);
    const { restarts, faults, ...counts } = await killAndRestart({ kills, patient: true });
    console.log(`round ${round}`, counts);
    expect(faults).toEqual([]);
    expect(restarts.every((said) => said.startsWith('not clean'))).toBe(true);
    expect(counts.orders).toBeGreaterThan(kills);
    expect(counts.decisions).toBeGreaterThan(0);
    for (const door of DOORS) expect(counts.others[door], door).toBeGreaterThan(0);
  },
);
