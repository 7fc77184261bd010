import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makePack } from '../../shared/rule-files/packs/make-pack.ts';
import { writePack } from '../../shared/rule-files/packs/rule-pack.ts';
import { readRuleText } from '../../shared/rule-files/rules-folder.ts';
import { type Answered, openEndpointHarness } from '../support/endpoint-harness.ts';
import { orderMessage } from '../support/endpoint-messages.ts';
import { list, orders } from '../support/messages-at-limits.ts';
import { pasItem, pasRequest } from '../support/pas-messages.ts';
import { openPayerDesk, type PayerDesk } from '../support/payer-desk.ts';
import { openSignInHarness, type SignInHarness } from './sign-in-harness.ts';

/** Endpoints that came after the first: CPU at their documented limits, as multiples of a typical call. */
const cpuOf = async (call: () => Promise<Pick<Answered, 'status'>>, expected: number): Promise<number> => {
  const before = process.cpuUsage().user;
  const { status } = await call();
  const took = (process.cpuUsage().user - before) / 1_000;
  expect(status).toBe(expected);
  return took;
};
/** The least of some tries; never less than what a busy machine measures of nothing. */
const typicalOf = async (call: (n: number) => Promise<Pick<Answered, 'status'>>, expected = 200): Promise<number> => {
  const tries: number[] = [];
  for (let n = 0; n < 5; n += 1) tries.push(await cpuOf(() => call(n), expected));
  return Math.max(2, Math.min(...tries));
};

let desk: PayerDesk;
beforeAll(async () => {
  desk = await openPayerDesk();
}, 120_000);
afterAll(() => desk.close());

/** An inquiry is a request without new items of its own. */
const items = (count: number) => list(count, (n) => pasItem(n + 1));
const patients = (count: number) =>
  list(count, (n) => ({
    fullUrl: `https://ehr.example/r4/Basic/b${n}`,
    resource: { resourceType: 'Basic', id: `b${n}`, code: { text: 'x y '.repeat(400) } },
  }));

describe('prior authorization requests', () => {
  let typical: number;
  beforeAll(async () => {
    typical = await typicalOf((n) => desk.submit(pasRequest({ trace: `TYPICAL-${n}` })));
  }, 60_000);

  test.each([
    ['999 items', () => pasRequest({ trace: 'ITEMS', items: items(999) }), 200, 800],
    [
      'nearly 2,000 resources, nearly four megabytes',
      () => pasRequest({ trace: 'LARGE', change: (_, bundle) => void bundle.entry.push(...patients(1_900)) }),
      200,
      400,
    ],
    [
      'half as many items under a team of 999',
      () =>
        pasRequest({
          trace: 'NAMED',
          items: items(500),
          change: (claim) => {
            claim.careTeam = list(999, (n) => ({ ...claim.careTeam[0], sequence: n + 1 }));
          },
        }),
      200,
      120,
    ],
  ] as const)(
    '%s',
    async (_, make, expected, times) => {
      const message = make();
      expect((await cpuOf(() => desk.submit(message), expected)) / typical).toBeLessThan(times);
    },
    120_000,
  );

  test('an inquiry of 999 items', async () => {
    const asked = pasRequest({ trace: 'ITEMS', items: items(999) });
    const before = process.cpuUsage().user;
    const { status } = await desk.inquire(asked);
    expect(status).toBeLessThan(500);
    expect((process.cpuUsage().user - before) / 1_000 / typical).toBeLessThan(800);
  }, 120_000);

  test('a review of a request that is not there', async () => {
    const review = { resourceType: 'Parameters', parameter: list(5_000, (n) => ({ name: `p${n}`, valueString: 'x' })) };
    const before = process.cpuUsage().user;
    const { status } = await desk.review('x'.repeat(2_000), review);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect((process.cpuUsage().user - before) / 1_000 / typical).toBeLessThan(200);
  }, 60_000);
});

test('a rule pack of two hundred payers is checked and stored', async () => {
  const like = JSON.parse(readRuleText('cigna-commercial/2026-01-01.json'));
  like.source.retrieved = '2026-05-01';
  const packOf = (id: string, count: number) => {
    const ids = list(count, (n) => `${id}-${String(n).padStart(3, '0')}`);
    const payers = ids.map((one) => ({
      ...{ id: one, name: `Plan ${one}`, planTypes: ['commercial' as const], identifiers: [], aliases: [] },
    }));
    const drafts = ids.map((payer) => ({
      path: `${payer}/2026-05-01.json`,
      text: JSON.stringify({ ...like, payer, id: `${payer}-2026-05-01`, effectiveFrom: '2026-05-01' }),
    }));
    return writePack(makePack({ id, version: '1.0.0', payers, drafts }, readRuleText));
  };
  const small = list(4, (n) => packOf(`small-${n}`, 1));
  const large = packOf('large', 200);
  const tries: number[] = [];
  for (const one of small) tries.push(await cpuOf(() => desk.call('author', '/rules/packs', one), 201));
  const took = await cpuOf(() => desk.call('author', '/rules/packs', large), 201);
  expect(took / Math.min(...tries)).toBeLessThan(400);
}, 120_000);

describe('the desk', () => {
  test('the list of 31 days, and a note as long as may be', async () => {
    const harness = await openEndpointHarness();
    const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
    const get = (path: string) => harness.ways.direct({ method: 'GET', path });
    await post('/r4/ServiceRequest/$assess', orderMessage('one'));
    const one = await typicalOf(() => get('/r4/$worklist?date=2026-06-15'));
    expect((await post('/r4/ServiceRequest/$assess', orders(100))).status).toBe(200);
    const days = '/r4/$worklist?date=ge2026-06-01&date=le2026-07-01';
    expect((await cpuOf(() => get(days), 200)) / one).toBeLessThan(200);

    const note = (text: string) =>
      post('/r4/ServiceRequest/one/$follow-up', {
        resourceType: 'Parameters',
        parameter: [{ name: 'note', valueString: text }],
      });
    const short = await typicalOf((n) => note(`Called ${n}.`));
    expect((await cpuOf(() => note('x y '.repeat(499)), 200)) / short).toBeLessThan(20);
    await harness.close();
  }, 120_000);

  test('what programs read about the service is written once', async () => {
    const harness = await openEndpointHarness();
    const get = (path: string) => harness.ways.direct({ method: 'GET', path });
    const typical = await typicalOf(() => get('/health'));
    for (const path of ['/openapi.json', '/r4/metadata', '/r4/$coverage-map?date=2026-06-01']) {
      await get(path);
      expect((await cpuOf(() => get(path), 200)) / typical, path).toBeLessThan(150);
    }
    await harness.close();
  }, 60_000);
});

describe('signing in', () => {
  let door: SignInHarness;
  beforeAll(async () => {
    door = await openSignInHarness();
  }, 60_000);
  afterAll(() => door.close());

  test.each([
    ['a way back', `/auth/login?return=/${'a/'.repeat(4_000)}`, {}, 303],
    ['a way back of slashes', `/auth/login?return=${'/'.repeat(8_000)}`, {}, 303],
    ['a state and a code', `/auth/callback?state=${'s'.repeat(4_000)}&code=${'c'.repeat(4_000)}`, {}, 400],
    ['cookies', '/auth/callback?state=s&code=c', { cookie: '__Host-stresspass-sign-in=a;'.repeat(300) }, 400],
    ['a session', '/auth/session', { cookie: `__Host-stresspass-session=${'a.'.repeat(2_000)}` }, 401],
  ] as const)(
    '%s as long as headers may be',
    async (_, path, headers, expected) => {
      const begun = await typicalOf(() => door.call({ method: 'GET', path: '/auth/login?return=/today' }), 303);
      expect((await cpuOf(() => door.call({ method: 'GET', path, headers }), expected)) / begun).toBeLessThan(60);
    },
    60_000,
  );
});
