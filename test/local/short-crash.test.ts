import { expect, test } from 'vitest';
import { killAndRestart } from '../crash/kill-and-restart.ts';

/** The long one, with three hundred kills, is `npm run test:crash`. */
test('killed twice at work, it keeps every promise it made', async () => {
  const { faults, restarts, orders } = await killAndRestart({ kills: 2 });
  expect(faults).toEqual([]);
  expect(restarts).toEqual([expect.stringMatching(/^not clean/)]);
  expect(orders).toBeGreaterThan(0);
}, 120_000);
