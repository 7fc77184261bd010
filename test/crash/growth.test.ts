import { afterAll, beforeAll, expect, test } from 'vitest';
import { addOfPatient, changeOwn, costsOf, type Growth, openGrowth, putOwn } from '../support/growth.ts';

const [FEW = 10_000, MANY = 100_000] = (process.env.GROWTH ?? '10000,100000').split(',').map(Number);
const TIMES = Number(process.env.TIMES ?? 500);

let growth: Growth;
beforeAll(async () => {
  growth = await openGrowth();
  await putOwn(growth);
}, 120_000);
afterAll(() => growth.close());

test(`what is asked costs the same at ${FEW} and at ${MANY} orders of others, under two hundred payers`, async () => {
  await growth.fill(FEW);
  await costsOf(growth, 0);
  const few = await costsOf(growth, 1);
  console.log(few);
  await growth.fill(MANY);
  // What is read once a minute, of a tenant and of its trail.
  await costsOf(growth, 2);
  expect(await costsOf(growth, 3)).toEqual(few);
});

test(`an order that changed ${TIMES} times costs what one does that changed twice`, async () => {
  for (const n of [0, 1]) await changeOwn(growth, n);
  const before = await growth.costOf(() => changeOwn(growth, 2));
  for (let n = 3; n < TIMES; n++) await changeOwn(growth, n);
  const after = await growth.costOf(() => changeOwn(growth, TIMES));
  console.log(before, after);
  expect(after.calls).toEqual(before.calls);
  expect(after.units).toBeLessThanOrEqual(before.units * 1.5);
});

test(`a patient with ${TIMES} orders costs what one with few does`, async () => {
  for (const n of [0, 1]) await addOfPatient(growth, n);
  const before = await growth.costOf(() => addOfPatient(growth, 2));
  for (let n = 3; n < TIMES; n++) await addOfPatient(growth, n);
  const after = await growth.costOf(() => addOfPatient(growth, TIMES));
  console.log(before, after);
  expect(after).toEqual(before);
});
