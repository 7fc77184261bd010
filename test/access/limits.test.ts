import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { makeRateLimiter } from '../../shared/adapters/rate-limiter.ts';
import type { Rate, SharedCount } from '../../shared/app/ports/access/rate.ts';
import { readTenant } from '../../shared/handlers/admin/read-tenant.ts';
import { openTestStores } from '../support/embedded-store.ts';
import { type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { eligibilityMessage, orderMessage, type Part, partOf } from '../support/endpoint-messages.ts';
import { STORE_ENGINES } from '../support/store-engines.ts';
import { openIdentityHarness } from './identity-harness.ts';

const RATE: Rate = { perSecond: 2, burst: 3 };
const alone: SharedCount = { add: async () => 'counted' };

describe('the token bucket', () => {
  const makeTime = () => {
    const time = { now: 1_000_000 };
    return { time, limiter: (shared = alone) => makeRateLimiter(shared, () => time.now) };
  };

  test('admits a burst, then the sustained rate; says how long to wait; callers and tenants are separate', async () => {
    const { time, limiter } = makeTime();
    const { take } = limiter();
    const waits = async (count: number, tenant = 'a', caller = 'x') => {
      const all: number[] = [];
      for (let n = 0; n < count; n++) all.push(await take(tenant, caller, RATE));
      return all;
    };
    expect(await waits(5)).toEqual([0, 0, 0, 1, 1]);
    expect(await waits(1, 'a', 'y')).toEqual([0]);
    expect(await waits(1, 'b', 'x')).toEqual([0]);
    time.now += 1_000;
    expect(await waits(3)).toEqual([0, 0, 1]);
    time.now += 3_600_000;
    expect(await waits(5)).toEqual([0, 0, 0, 1, 1]);
    expect(await take('a', 'slow', { perSecond: 0.1, burst: 1 })).toBe(0);
    expect(await take('a', 'slow', { perSecond: 0.1, burst: 1 })).toBe(10);
  });

  test('many processes share one count: together they admit about what one may', async () => {
    const { stores, table, close } = await openTestStores();
    const { makeSharedCount } = await import('../../shared/adapters/dynamodb/access/rate-store.ts');
    const { time, limiter } = makeTime();
    const processes = Array.from({ length: 10 }, () => limiter(makeSharedCount(table)));
    const rate = { perSecond: 50, burst: 200 };
    let letIn = 0;
    let told = 0;
    for (let n = 0; n < 3_000; n++) {
      const wait = await processes[n % 10]!.take('a', 'x', rate);
      if (wait === 0) letIn += 1;
      else expect(wait).toBeGreaterThan(0);
      if (wait > 0) told = wait;
    }
    expect(letIn).toBeGreaterThanOrEqual(700);
    expect(letIn).toBeLessThan(700 + 10 * 20 + 20);
    expect(told).toBeLessThanOrEqual(10);
    time.now += 10_000;
    expect(await processes[0]!.take('a', 'x', rate)).toBe(0);
    expect(stores.rates).toBeDefined();
    await close();
  });

  test('one table call per twenty admitted calls, none for refused ones, and a failing table blocks no caller', async () => {
    let asked = 0;
    const { limiter } = makeTime();
    const away: SharedCount = {
      add: async () => {
        asked += 1;
        throw new Error('away');
      },
    };
    const { take } = limiter(away);
    const waits = [];
    for (let n = 0; n < 100; n++) waits.push(await take('a', 'x', { perSecond: 1, burst: 60 }));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(60);
    expect(asked).toBe(3);
  });
});

test.each(STORE_ENGINES)('$name counts each span and each caller separately, up to the limit', async ({ open }) => {
  const { makeSharedCount } = await import('../../shared/adapters/dynamodb/access/rate-store.ts');
  const { table, close } = await open();
  const { add } = makeSharedCount(table);
  const span = { name: '1', until: 2_000_000_000 };
  expect(await add('a', 'x', span, 60, 100)).toBe('counted');
  expect(await add('a', 'x', span, 60, 100)).toBe('counted');
  expect(await add('a', 'x', span, 60, 100)).toBe('enough');
  expect(await add('a', 'x', { ...span, name: '2' }, 60, 100)).toBe('counted');
  expect(await add('a', 'y', span, 60, 100)).toBe('counted');
  expect(await add('b', 'x', span, 60, 100)).toBe('counted');
  await close();
});

describe('at the endpoints', () => {
  let harness: EndpointHarness;
  afterEach(() => harness.close());
  const map = () => harness.ways.http({ method: 'GET', path: '/r4/$coverage-map' });

  test('too many calls of one caller: 429, an OperationOutcome, and Retry-After', async () => {
    harness = await openEndpointHarness();
    await harness.ports.settings.put({ ...TENANT, rate: { perSecond: 0.01, burst: 2 } });
    expect([(await map()).status, (await map()).status]).toEqual([200, 200]);
    const refused = await map();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(80);
    expect(refused.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'throttled' }] });
    expect((await harness.ways.http({ method: 'GET', path: '/health' })).status).toBe(200);
  });

  test('with open access and no setting there is no limit', async () => {
    harness = await openEndpointHarness();
    const search = () => harness.ways.direct({ method: 'GET', path: '/r4/Task?unknown=1' });
    const all = await Promise.all(Array.from({ length: 250 }, search));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([400]));
  });

  test('with tokens required each client is limited separately, once authenticated', async () => {
    const locked = await openIdentityHarness();
    harness = locked;
    const ask = (token?: string) => locked.ask({ method: 'GET', path: '/r4/Task?unknown=1' }, token);
    const mine = await locked.tokenFor('app', locked.pairs.app);
    const other = await locked.tokenFor('reader', locked.pairs.reader, 'system/Task.rs');
    const all = await Promise.all(Array.from({ length: 400 }, () => ask(mine)));
    const refused = all.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(20);
    expect(all.length - refused.length).toBeGreaterThanOrEqual(200);
    expect((await ask(other)).status).toBe(400);
    expect((await ask('made-up')).status).toBe(401);
  });
});

describe('limits of one call', () => {
  let harness: EndpointHarness;
  beforeAll(async () => {
    harness = await openEndpointHarness();
  });
  afterAll(() => harness.close());
  const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
  const submit = '/r4/CoverageEligibilityRequest/$submit';

  /** A request with this many lines and coverages. */
  const asking = (lines: number, coverages: number): Part => {
    const message = eligibilityMessage();
    const request = partOf(message, 'CoverageEligibilityRequest');
    const coverage = partOf(message, 'Coverage');
    request.item = Array.from({ length: lines }, () => request.item[0]);
    for (let n = 1; n < coverages; n++) {
      message.entry.push({ fullUrl: `https://ehr.example/r4/Coverage/m${n}`, resource: { ...coverage, id: `m${n}` } });
      request.insurance.push({ coverage: { reference: `Coverage/m${n}` } });
    }
    return message;
  };
  const ordering = (orders: number): Part => {
    const message = orderMessage('first');
    const order = partOf(message, 'ServiceRequest');
    for (let n = 1; n < orders; n++)
      message.entry.push({
        fullUrl: `https://ehr.example/r4/ServiceRequest/m${n}`,
        resource: { ...order, id: `m${n}`, identifier: [{ value: `m${n}` }] },
      });
    return message;
  };

  test.each([
    ['lines', submit, () => asking(1_000, 1)],
    ['coverages', submit, () => asking(1, 51)],
    ['lines times coverages', submit, () => asking(26, 40)],
    ['orders', '/r4/ServiceRequest/$assess', () => ordering(101)],
  ] as const)('too many %s are refused before anything is done', async (_, path, message) => {
    const before = await harness.scan();
    const refused = await post(path, message());
    expect(refused.status).toBe(400);
    expect(refused.body.issue[0].code).toBe('too-long');
    expect(await harness.scan()).toEqual(before);
  });

  test('a response too large to return is refused in time, and a long one is returned', async () => {
    const wide = asking(20, 50);
    for (const line of partOf(wide, 'CoverageEligibilityRequest').item) line.productOrService.text = 'x'.repeat(40_000);
    const refused = await post(submit, wide);
    expect(refused.status).toBe(413);
    expect(refused.body.issue[0].code).toBe('too-long');
    expect((await post(submit, asking(20, 20))).status).toBe(200);
    expect((await post('/r4/ServiceRequest/$assess', ordering(50))).status).toBe(200);
  }, 30_000);

  test.each([
    ['address', () => fetch(`${harness.url}/r4/Task?patient=${'x'.repeat(11_000)}`)],
    ['headers', () => fetch(`${harness.url}/r4/Task?patient=x`, { headers: { 'x-more': 'x'.repeat(11_000) } })],
  ])('a longer %s than the gateway takes is answered like anything else', async (_, ask) => {
    const response = await ask();
    expect(response.status).toBe(431);
    expect(await response.json()).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'too-long' }] });
  });
});

test('an operator sets the rate limit of a client', () => {
  const settings = { id: 'a', timeZone: 'America/New_York', sources: [] };
  const read = (rate: unknown) => readTenant({ ...settings, rate });
  expect(read({ perSecond: 5, burst: 20 })).toMatchObject({ ok: true, value: { rate: { perSecond: 5, burst: 20 } } });
  for (const rate of [{ perSecond: 0, burst: 1 }, { perSecond: 1, burst: 0 }, { perSecond: 1 }, 5])
    expect(read(rate).ok).toBe(false);
});
