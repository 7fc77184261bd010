import { expect, test } from 'vitest';
import { killAndRestart } from './kill-and-restart.ts';

const KILLS = Number(process.env.KILLS ?? 100);

test(`killed ${KILLS} times at work, it keeps every promise it made`, async () => {
  const { restarts, faults, ...counts } = await killAndRestart({ kills: KILLS, patient: true });
  console.log(counts);
  expect(faults).toEqual([]);
  expect(restarts.every((said) => said.startsWith('not clean'))).toBe(true);
  expect(counts.orders).toBeGreaterThan(KILLS);
  expect(counts.decisions).toBeGreaterThan(0);
});
