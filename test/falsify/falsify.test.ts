import { describe, expect, test } from 'vitest';
import { CHANGES } from '../../infra/cli/falsify/changes/index.ts';
import { falsifyOrders } from '../../infra/cli/falsify/falsify.ts';
import { openTrial, type Trial } from '../../infra/cli/falsify/service/open-trial.ts';
import { tryOrder } from '../../infra/cli/falsify/try-orders.ts';
import { runCommand } from '../support/run-command.ts';

const SEED = 20261130;
/** Everything there is to falsify is tried this often; every fourth order is left as it is. */
const ROUNDS = 4;
const ORDERS = Math.ceil((CHANGES.length * ROUNDS * 4) / 3);

test('no way of asking gets a "go ahead" that nothing supports', { timeout: 120_000 }, async () => {
  const { found, falseGoAheads, orders, byFalsified } = await falsifyOrders({ seed: SEED, from: 0, to: ORDERS });
  expect(found.map(({ order, falsified, way, why, says }) => [order, falsified, way, why, says])).toEqual([]);
  expect([orders, falseGoAheads]).toEqual([ORDERS, 0]);
  // Safety is not bought with silence: what is permissible is still said.
  const yes = Object.values(byFalsified).reduce((sum, one) => sum + one.yes, 0);
  expect(yes).toBeGreaterThan(ORDERS);
  expect(Object.keys(byFalsified)).toHaveLength(CHANGES.length + 1);
});

test('of orders as they come in practice, few end in "ask the plan"', { timeout: 120_000 }, async () => {
  const { abstentionShare } = await falsifyOrders({ seed: SEED, from: 0, to: ORDERS });
  expect(abstentionShare).toBeLessThan(0.35);
});

test('the same number gives the same order and the same answers', async () => {
  for (const index of [0, 1, 57]) {
    const [once, again] = await Promise.all([tryOrder(SEED, index, openTrial()), tryOrder(SEED, index, openTrial())]);
    expect(again).toEqual(once);
  }
});

/** A service that does not see what was falsified, because somebody repaired it on the way. */
const blindTo = (written: string, meant: string): Trial => {
  const trial = openTrial();
  return {
    ...trial,
    call: ({ body, ...call }) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return trial.call({ ...call, body: text.replaceAll(written, meant) });
    },
  };
};

describe('a service that overlooks what was falsified is caught', () => {
  const numbersOf = (name: string): readonly number[] => {
    const turn = CHANGES.findIndex((one) => one.name === name);
    const numbers = Array.from({ length: 20 * CHANGES.length }, (_, index) => index).filter((index) => index % 4 !== 0);
    return numbers.filter((_, index) => index % CHANGES.length === turn).slice(0, 8);
  };
  test.each([
    ['the state is misspelled', 'Flroida', 'FL'],
    ['the place of service is no code', '"O1"', '"11"'],
    ['entered in error', 'entered-in-error', 'active'],
    ['the product is a name nobody knows', 'blue-diamond', 'choice-plus'],
  ])('%s', async (name, written, meant) => {
    const trial = blindTo(written, meant);
    const wrong = [];
    for (const index of numbersOf(name)) {
      const tried = await tryOrder(SEED, index, trial);
      expect(tried.change).toContain(name);
      wrong.push(...tried.wrong);
    }
    expect(wrong.length).toBeGreaterThan(0);
  });
});

describe('npx stresspass falsify', () => {
  test('prints its figures as JSON', { timeout: 60_000 }, async () => {
    const { code, stdout } = await runCommand(['falsify', '--orders', '5', '--seed', '3', '--json']);
    const figures = JSON.parse(stdout);
    expect(figures).toMatchObject({ seed: 3, orders: 5, payerMix: { evidence: 'illustrative' } });
    for (const name of ['falseGoAheads', 'abstentionShare', 'byAdvice', 'byFalsified', 'found'])
      expect(figures).toHaveProperty(name);
    expect(code).toBe(figures.falseGoAheads > 0 ? 1 : 0);
  });
  test.each([
    ['--orders', 'many'],
    ['--seed', '-1'],
    ['--only', '1.5'],
  ])('refuses %s %s', async (name, value) => {
    const { code, stderr } = await runCommand(['falsify', `${name}=${value}`]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${name} takes a whole number.`);
  });
});
