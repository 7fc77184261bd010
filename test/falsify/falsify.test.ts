import { beforeAll, describe, expect, test } from 'vitest';
import { CHANGES } from '../../infra/cli/falsify/changes/index.ts';
import { falsifyOrders } from '../../infra/cli/falsify/falsify.ts';
import { openTrial, type Trial } from '../../infra/cli/falsify/service/open-trial.ts';
import { tryOrder } from '../../infra/cli/falsify/try-orders.ts';
import { runCommand } from '../support/run-command.ts';

const SEED = 20261130;
/** Everything there is to falsify is tried this often, twice in `npm run test:crash`; every fourth order is left as it is. */
const ROUNDS = Number(process.env.FALSIFY_ROUNDS ?? 1);
const ORDERS = Math.ceil((CHANGES.length * ROUNDS * 4) / 3);
/** For busy machines: alone it takes seconds. */
const PATIENCE = { timeout: 300_000 };

describe('everything that can be falsified', () => {
  let figures: Awaited<ReturnType<typeof falsifyOrders>>;
  beforeAll(async () => {
    figures = await falsifyOrders({ seed: SEED, from: 0, to: ORDERS });
  }, PATIENCE.timeout);

  test('was tried', () => {
    expect(figures.orders).toBe(ORDERS);
    expect(Object.keys(figures.byFalsified)).toHaveLength(CHANGES.length + 1);
  });
  test('gets no "go ahead" that nothing supports', () => {
    const found = figures.found.map(({ order, falsified, way, why, says }) =>
      [order, falsified, way, why, says].join(' | '),
    );
    expect(found).toEqual([]);
    expect(figures.falseGoAheads).toBe(0);
  });
  test('and a notice that fits is a yes, so that what is falsified in the others could do harm', () => {
    expect(figures.byFalsified['exemption, none: a notice that fits']?.yes).toBeGreaterThan(ROUNDS);
  });
  test('and safety is not bought with silence', () => {
    const yes = Object.values(figures.byFalsified).reduce((sum, one) => sum + one.yes, 0);
    expect(yes).toBeGreaterThan(ORDERS);
    expect(figures.abstentionShare).toBeLessThan(0.35);
  });
});

test('the same number gives the same order and the same answers', PATIENCE, async () => {
  for (const index of [0, 1, 57]) {
    const [once, again] = await Promise.all([tryOrder(SEED, index, openTrial()), tryOrder(SEED, index, openTrial())]);
    expect(again).toEqual(once);
  }
});

type Notice = Parameters<Trial['exempt']>[0][number];

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

/** A service that does not say what its yes rests on. */
const silentAbout = (what: RegExp): Trial => {
  const trial = openTrial();
  return {
    ...trial,
    call: async (call) => {
      const reply = await trial.call(call);
      const text = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
      return { ...reply, body: text.replaceAll(what, '') };
    },
  };
};

test.each([
  ['card', /Rests on [^;]*;/g],
  ['card', /coverage known as of [\d-]+/g],
  ['csv', /\((?:verified|secondary|illustrative)\)/g],
  // The day the coverage is known as of stands after the rule; new columns come at the end.
  ['csv', /(?<=\((?:verified|secondary|illustrative)\)",)"\d{4}-\d\d-\d\d"/g],
] as const)('a yes on the %s without %s is caught', PATIENCE, async (way, what) => {
  const trial = silentAbout(what);
  const wrong = [];
  for (let index = 0; index < 120 && wrong.length === 0; index += 4)
    wrong.push(...(await tryOrder(SEED, index, trial)).wrong.filter(({ said }) => said.way === way));
  expect(wrong.length).toBeGreaterThan(0);
});

describe('a service that overlooks what was falsified is caught', () => {
  const numbersOf = (name: string): readonly number[] => {
    const turn = CHANGES.findIndex((one) => one.name === name);
    const numbers = Array.from({ length: 20 * CHANGES.length }, (_, index) => index).filter((index) => index % 4 !== 0);
    return numbers.filter((_, index) => index % CHANGES.length === turn).slice(0, 6);
  };
  const wrongOf = async (name: string, trial: Trial) => {
    const wrong = [];
    for (const index of numbersOf(name)) {
      const tried = await tryOrder(SEED, index, trial);
      expect(tried.change).toContain(name);
      wrong.push(...tried.wrong);
    }
    return wrong;
  };
  test.each([
    ['the state is misspelled', 'Flroida', 'FL'],
    ['the place of service is no code', '"O1"', '"11"'],
    ['entered in error', 'entered-in-error', 'active'],
    ['the product is a name nobody knows', 'blue-diamond', 'choice-plus'],
  ])('%s', PATIENCE, async (name, written, meant) => {
    expect((await wrongOf(name, blindTo(written, meant))).length).toBeGreaterThan(0);
  });
  test('silence of the payer', PATIENCE, async () => {
    const wrong = await wrongOf(
      'the same, and the number is the one the claim carries',
      blindTo('"pended"', '"approved"'),
    );
    expect(wrong.length).toBeGreaterThan(0);
  });
  test.each<[name: string, repaired: Partial<Notice>]>([
    ['the notice ended the day before', { to: '2099-12-31' }],
    ['the notice starts the day after', { from: '2020-01-01' }],
    ['the notice is dated after the service', { dated: '2020-01-01' }],
    ['the notice is for another NPI', { npis: ['1234567893'] }],
    ['the notice is for who performs the test', { of: 'ordering' }],
    ['the notice wants to be notified, and nobody confirmed', { notify: false }],
  ])('%s', PATIENCE, async (name, repaired) => {
    const trial = openTrial();
    const overlooks = (notices: readonly Notice[]) => trial.exempt(notices.map((one) => ({ ...one, ...repaired })));
    expect((await wrongOf(name, { ...trial, exempt: overlooks })).length).toBeGreaterThan(0);
  });
});

describe('npx stresspass falsify', () => {
  test('prints its figures as JSON', PATIENCE, async () => {
    const { code, stdout } = await runCommand(['falsify', '--orders', '5', '--seed', '3', '--json']);
    const figures = JSON.parse(stdout);
    expect(figures).toMatchObject({ seed: 3, orders: 5, payerMix: { evidence: 'illustrative' } });
    for (const name of ['falseGoAheads', 'abstentionShare', 'byAdvice', 'byFalsified', 'found'])
      expect(figures).toHaveProperty(name);
    expect(code).toBe(figures.falseGoAheads > 0 ? 1 : 0);
  });
  test.each([
    ['--orders', 'many'],
    ['--only', '1.5'],
  ])('refuses %s %s', PATIENCE, async (name, value) => {
    const { code, stderr } = await runCommand(['falsify', `${name}=${value}`]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${name} takes a whole number.`);
  });
});
