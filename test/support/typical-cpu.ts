import { expect } from 'vitest';

/** Milliseconds of CPU of a call that ends with this status. */
export const cpuOf = async (call: () => Promise<number>, expected: number): Promise<number> => {
  const before = process.cpuUsage().user;
  const status = await call();
  const took = (process.cpuUsage().user - before) / 1_000;
  expect(status).toBe(expected);
  return took;
};
/** The least of some tries; never less than what a busy machine measures of nothing. */
export const typicalOf = async (call: (n: number) => Promise<number>, expected: number): Promise<number> => {
  const tries: number[] = [];
  for (let n = 0; n < 5; n += 1) tries.push(await cpuOf(() => call(n), expected));
  return Math.max(2, Math.min(...tries));
};
