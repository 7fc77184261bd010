import { afterAll, beforeAll, expect, test } from 'vitest';
import { addOfPatient, changeOwn, costsOf, type Growth, openGrowth, putOwn } from '../support/growth.ts';

/** The same at 10,000 and 100,000 orders: `test/crash/growth.test.ts`. */
const [FEW, MANY] = [50, 1_000];
const CHANGES = 12;

let growth: Growth;
beforeAll(async () => {
  growth = await openGrowth();
  await putOwn(growth);
});
afterAll(() => growth.close());

test('what is asked costs the same calls and units, however many orders of others there are', async () => {
  await growth.fill(FEW);
  await costsOf(growth, 0);
  const few = await costsOf(growth, 1);
  await growth.fill(MANY);
  // What is read once a minute, of a tenant and of its trail.
  await costsOf(growth, 2);
  expect(await costsOf(growth, 3)).toEqual(few);
  expect(Object.keys(few).length).toBeGreaterThan(10);
}, 120_000);

test('an order that changed often costs what one does that changed twice', async () => {
  for (const n of [0, 1]) await changeOwn(growth, n);
  const before = await growth.costOf(() => changeOwn(growth, 2));
  for (let n = 3; n < CHANGES; n++) await changeOwn(growth, n);
  const after = await growth.costOf(() => changeOwn(growth, CHANGES));
  expect(after.calls).toEqual(before.calls);
  expect(after.units).toBeLessThanOrEqual(before.units * 1.5);
}, 120_000);

test('a patient with many orders costs what one with few does', async () => {
  for (const n of [0, 1]) await addOfPatient(growth, n);
  const before = await growth.costOf(() => addOfPatient(growth, 2));
  for (let n = 3; n < CHANGES; n++) await addOfPatient(growth, n);
  const after = await growth.costOf(() => addOfPatient(growth, CHANGES));
  expect(after).toEqual(before);
}, 120_000);
