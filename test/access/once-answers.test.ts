import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { KeyedCall } from '../../shared/app/ports/access/kept-answers.ts';
import { openHookHarness, signCall } from '../cds-hooks/hook-harness.ts';
import { openEhrHarness } from '../support/ehr-harness.ts';
import { type EndpointHarness, openEndpointHarness } from '../support/endpoint-harness.ts';
import { decisionMessage, eligibilityMessage, MARKS, orderMessage, type Part } from '../support/endpoint-messages.ts';
import { orderBundle } from '../support/orders.ts';
import { STORE_ENGINES } from '../support/store-engines.ts';

const assessPath = '/r4/ServiceRequest/$assess';
const decisionPath = '/r4/ServiceRequest/known/$record-decision';
const under = (key: string) => ({ 'idempotency-key': key });

describe('a writing call with an Idempotency-Key', () => {
  let harness: EndpointHarness;
  /** How often a handler ran to its end. */
  let runs = 0;
  let broken: Error | undefined;
  let pause = Promise.resolve();
  beforeEach(async () => {
    runs = 0;
    broken = undefined;
    pause = Promise.resolve();
    harness = await openEndpointHarness((one) => {
      const { authorizations } = one.ports;
      const load: typeof authorizations.load = async (...asked) => {
        runs += 1;
        await pause;
        if (broken) throw broken;
        return authorizations.load(...asked);
      };
      return { ...one, ports: { ...one.ports, authorizations: { ...authorizations, load } } };
    });
  });
  afterEach(() => harness.close());
  const post = (path: string, body: unknown, key?: string) =>
    harness.ways.http({ method: 'POST', path, body, ...(key === undefined ? {} : { headers: under(key) }) });

  const endpoints: readonly (readonly [string, () => Part])[] = [
    [assessPath, () => orderMessage('known')],
    ['/r4/CoverageEligibilityRequest/$submit', eligibilityMessage],
    [decisionPath, () => decisionMessage('approved', { number: ['String', 'A-1'] })],
  ];
  test.each(endpoints)('%s runs once, and is answered with the same bytes for a day', async (path, message) => {
    await post(assessPath, orderMessage('known'));
    const first = await post(path, message(), 'key-1');
    expect(first.status).toBe(200);
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    const before = await harness.scan();
    runs = 0;
    harness.time.now = '2026-06-02T14:59:00.000Z';
    const again = await post(path, message(), 'key-1');
    expect(again).toMatchObject({ status: 200, headers: { 'idempotent-replayed': 'true' } });
    expect(JSON.stringify(again.body)).toBe(JSON.stringify(first.body));
    for (const name of ['etag', 'content-location', 'last-modified'])
      expect(again.headers[name]).toBe(first.headers[name]);
    expect(runs).toBe(0);
    expect(await harness.scan()).toEqual(before);
    harness.time.now = '2026-06-02T15:00:01.000Z';
    expect((await post(path, message(), 'key-1')).headers).not.toHaveProperty('idempotent-replayed');
    expect(runs).toBeGreaterThan(0);
  });

  test('the same key for another body, path or query is a conflict, and nothing runs', async () => {
    await post(assessPath, orderMessage('known'), 'key-2');
    const before = await harness.scan();
    const others = [
      [assessPath, orderMessage('other')],
      [`${assessPath}?source=south`, orderMessage('known')],
      [decisionPath, decisionMessage('denied')],
    ] as const;
    for (const [path, body] of others) {
      const refused = await post(path, body, 'key-2');
      expect(refused.status).toBe(409);
      expect(refused.body.issue[0]).toMatchObject({ code: 'conflict', expression: ['http.idempotency-key'] });
    }
    expect(await harness.scan()).toEqual(before);
    expect((await post(assessPath, orderMessage('other'), 'key-3')).status).toBe(200);
  });

  test('the same key with another If-Match is another call', async () => {
    await post(assessPath, orderMessage('known'));
    const decide = (match?: string) =>
      harness.ways.http({
        method: 'POST',
        path: decisionPath,
        body: decisionMessage('denied'),
        headers: { ...under('key-12'), ...(match === undefined ? {} : { 'if-match': match }) },
      });
    expect((await decide('W/"1"')).status).toBe(200);
    expect((await decide('W/"1"')).headers['idempotent-replayed']).toBe('true');
    expect([(await decide('W/"2"')).status, (await decide()).status]).toEqual([409, 409]);
  });

  test('two concurrent calls: one runs, the other waits for its response', async () => {
    const both = await Promise.all([1, 2].map(() => post(assessPath, orderMessage('known'), 'key-4')));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(runs).toBe(1);
    expect(both.filter(({ headers }) => headers['idempotent-replayed'])).toHaveLength(1);
    expect(both[0]?.body).toEqual(both[1]?.body);
  });

  test('a call that would wait too long is told to retry', async () => {
    let letGo: () => void = () => undefined;
    pause = new Promise((resolve) => {
      letGo = resolve;
    });
    const first = post(assessPath, orderMessage('known'), 'key-5');
    while (runs === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const asked = performance.now();
    const second = await post(assessPath, orderMessage('known'), 'key-5');
    expect(performance.now() - asked).toBeGreaterThan(1_400);
    expect(second).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    letGo();
    expect((await first).status).toBe(200);
    expect((await post(assessPath, orderMessage('known'), 'key-5')).headers['idempotent-replayed']).toBe('true');
  });

  test('a server error is not stored, nor a result that may change later; a bad message is', async () => {
    broken = Object.assign(new Error('busy'), { name: 'ThrottlingException' });
    expect((await post(assessPath, orderMessage('known'), 'key-6')).status).toBe(503);
    expect((await post(decisionPath, decisionMessage('denied'), 'key-7')).status).toBe(503);
    broken = undefined;
    expect((await post(decisionPath, decisionMessage('denied'), 'key-7')).status).toBe(404);
    expect((await post(assessPath, orderMessage('known'), 'key-6')).status).toBe(200);
    expect((await post(decisionPath, decisionMessage('denied'), 'key-7')).status).toBe(200);
    expect((await post(assessPath, {}, 'key-8')).status).toBe(400);
    expect((await post(assessPath, {}, 'key-8')).headers['idempotent-replayed']).toBe('true');
    expect((await post(assessPath, orderMessage('known'), 'key-8')).status).toBe(409);
  });

  test.each(['', ' ', 'a b', 'x'.repeat(256), 'schlüssel'])('%j is not a valid key', async (key) => {
    const way = { method: 'POST' as const, path: assessPath, body: orderMessage('known') };
    const refused = await harness.ways.direct({ ...way, headers: under(key) });
    expect(refused.status).toBe(400);
    expect(refused.body.issue[0].expression).toEqual(['http.idempotency-key']);
  });

  test('without the header, and on reads, it costs no call', async () => {
    const count = async (key?: string) => {
      const calls = await harness.callsOf(() => post('/r4/Claim/$check', {}, key));
      return Object.values(calls).length;
    };
    expect([await count(), await count('key-9')]).toEqual([0, 0]);
    const plain = await harness.callsOf(() => post(assessPath, orderMessage('a')));
    const keyed = await harness.callsOf(() => post(assessPath, orderMessage('b'), 'key-10'));
    expect(keyed).toEqual({ ...plain, Put: plain.Put! + 2 });
  });

  test('a page of another origin may send it, and see that a response is a repeat', async () => {
    const { headers } = await harness.ways.http({ method: 'OPTIONS', path: assessPath });
    expect(headers['access-control-allow-headers']).toContain('idempotency-key');
    const answered = await post(assessPath, {}, 'key-11');
    expect(answered.headers['access-control-expose-headers']).toContain('idempotent-replayed');
  });

  test('a repeated response is in the audit trail with its patient; the key itself is stored nowhere', async () => {
    const key = `secret-${MARKS[0]}`;
    for (let n = 0; n < 2; n++) await post(assessPath, orderMessage('known'), key);
    const entries = await harness.ports.audit.find(tenantId('clinic'), { patient: 'p1', limit: 10 });
    expect(entries.items).toHaveLength(2);
    const all = [...(await harness.scan()), ...(await harness.auditItems()).map((item) => JSON.stringify(item))];
    expect(all.filter((item) => item.includes('secret-'))).toEqual([]);
  });
});

test('hooks and notifications accept keys too; an unregistered caller gets nothing with the key of a source', async () => {
  const hooks = await openHookHarness();
  const call = { method: 'POST' as const, path: '/cds-services/order-sign-crd', headers: under('hook-1') };
  const body = signCall();
  const first = await hooks.ask({ ...call, body });
  const again = await hooks.ask({ ...call, body });
  expect(first.status).toBe(200);
  expect(again.headers['idempotent-replayed']).toBe('true');
  expect(again.text).toBe(first.text);
  await hooks.close();

  const ehr = await openEhrHarness();
  const order = orderBundle('told').entry![0]!.resource!;
  const path = '/events/clinic-ehr/ServiceRequest';
  const stranger = await ehr.deliverHook({
    path,
    body: {},
    headers: { ...under('hook-2'), authorization: 'Bearer x' },
  });
  expect(stranger.status).toBe(401);
  for (let n = 0; n < 2; n++)
    expect((await ehr.deliverHook({ path, body: order, headers: under('hook-2') })).status).toBe(202);
  expect(ehr.queue.sent).toHaveLength(1);
  const thief = await ehr.deliverHook({
    path,
    body: order,
    headers: { ...under('hook-2'), authorization: 'Bearer x' },
  });
  expect(thief.status).toBe(401);
  await ehr.close();
});

describe.each(STORE_ENGINES)('kept answers on $name', ({ open }) => {
  const at = (second: number) => new Date(Date.UTC(2026, 5, 1, 12, 0, second)).toISOString();
  const call = (more: Partial<KeyedCall> = {}): KeyedCall => ({
    tenant: 'a',
    key: 'k',
    asked: 'this',
    at: at(0),
    ...more,
  });
  test('a claim without an answer expires; of two answers the first counts; tenants are separate', async () => {
    const { stores, close } = await open();
    const { kept } = stores;
    expect(await kept.claim(call())).toEqual({ is: 'ours' });
    expect(await kept.claim(call({ at: at(9) }))).toEqual({ is: 'under-way' });
    expect(await kept.claim(call({ tenant: 'b', asked: 'that' }))).toEqual({ is: 'ours' });
    expect(await kept.claim(call({ at: at(11), asked: 'that' }))).toEqual({ is: 'other' });
    expect(await kept.claim(call({ at: at(11) }))).toEqual({ is: 'ours' });
    expect(await kept.keep(call({ at: at(12) }), 'first')).toBe('first');
    expect(await kept.keep(call({ at: at(13) }), 'second')).toBe('first');
    expect(await kept.claim(call({ at: at(60) }))).toEqual({ is: 'answered', answer: 'first' });
    await kept.release(call());
    expect(await kept.claim(call({ asked: 'that' }))).toEqual({ is: 'ours' });
    await close();
  });

  test('what was claimed before the hash key was rotated is found after it', async () => {
    const { stores, close } = await open();
    const { kept } = stores;
    await kept.claim(call({ key: 'old' }));
    const rotated = call({ key: 'new', earlierKeys: ['older', 'old'] });
    expect(await kept.claim({ ...rotated, at: at(5) })).toEqual({ is: 'under-way' });
    await kept.keep(call({ key: 'old', at: at(6) }), 'first');
    expect(await kept.claim({ ...rotated, at: at(60) })).toEqual({ is: 'answered', answer: 'first' });
    expect(await kept.claim({ ...rotated, asked: 'that' })).toEqual({ is: 'other' });
    const nextDay = new Date(Date.parse(at(0)) + 90_000_000).toISOString();
    expect(await kept.claim({ ...rotated, at: nextDay })).toEqual({ is: 'ours' });
    await kept.claim(call({ key: 'dead' }));
    expect(await kept.claim(call({ key: 'next', earlierKeys: ['dead'], at: at(11) }))).toEqual({ is: 'ours' });
    await close();
  });
});
