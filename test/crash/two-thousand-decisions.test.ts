import { afterAll, beforeAll, expect, test } from 'vitest';
import { MANY, type ManyDecisions, openManyDecisions, plainOrder } from '../support/many-decisions.ts';

let many: ManyDecisions;
beforeAll(async () => {
  many = await openManyDecisions(plainOrder(), 2_000);
}, 90 * 60_000);
afterAll(() => many.harness.close());

test('two thousand decisions on one order leave its head small and every further one as cheap', async () => {
  const { early, late, post } = many;
  late.units.forEach((units, index) => {
    expect(units).toBeLessThanOrEqual((early.units[index] ?? 0) + 1);
  });
  expect(late.headBytes).toBeLessThan(16_384);
  const slot = {
    resourceType: 'Parameters',
    parameter: [{ name: 'start', valueDateTime: '2026-07-01T10:00:00-04:00' }],
  };
  const { parameter } = await post(`/r4/ServiceRequest/${MANY}/$bookable`, slot);
  expect(parameter.find(({ name }: { name: string }) => name === 'answer').valueCode).toBe('yes');
});
