import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chartOf, type EhrHarness, HOOK_SECRET, openEhrHarness } from '../support/ehr-harness.ts';
import { TENANT } from '../support/event-harness.ts';
import { id5, notification, r5Notification } from '../support/notifications.ts';
import { MARKS, orderBundle } from '../support/orders.ts';

let harness: EhrHarness;
beforeAll(async () => {
  harness = await openEhrHarness({ orders: 'status=active' });
});
afterAll(() => harness.close());
beforeEach(() => {
  harness.stub.forget();
  harness.logged.length = 0;
});

const path = `/events/${TENANT.source}`;
const orderOf = (id: string) => chartOf(id).find(({ resourceType }) => resourceType === 'ServiceRequest')!;
/** An order changed just now. */
const changed = (id: string) => {
  const order = { ...orderOf(id), meta: { versionId: '7', lastUpdated: '2026-11-25T14:59:59Z' } };
  harness.stub.charts.push(...chartOf(id).filter(({ resourceType }) => resourceType !== 'ServiceRequest'), order);
};
const log = (event: string) => harness.logged.filter((line) => line.includes(`"event":"${event}"`)).join();
const readings = () => harness.stub.names().filter((name) => name.startsWith('ServiceRequest'));

describe('a rest-hook of R4', () => {
  test.each([
    ['PUT', `${path}/ServiceRequest/r4-put`, 'r4-put'],
    ['POST', `${path}/ServiceRequest/r4-post`, 'r4-post'],
    ['POST', `${path}/ServiceRequest`, 'r4-type'],
    ['POST', path, 'r4-bare'],
  ] as const)('%s %s brings the order, which the chart completes', async (method, address, id) => {
    harness.stub.charts.push(...chartOf(id));
    expect(await harness.deliverHook({ method, path: address, body: orderOf(id) })).toEqual({ status: 202, body: '' });
    expect(harness.queue.sent).toHaveLength(1);
    await harness.drain();
    expect(await harness.record(id)).toMatchObject({ version: 1, payer: 'emblemhealth' });
  });

  test('the same version delivered twice is one message; another order in the address is refused', async () => {
    for (let n = 0; n < 2; n++) await harness.deliverHook({ body: orderOf('r4-twice') });
    expect(new Set(harness.queue.sent.map(({ id }) => id)).size).toBe(1);
    await harness.drain();
    const { status } = await harness.deliverHook({ path: `${path}/ServiceRequest/other`, body: orderOf('r4-twice') });
    expect(status).toBe(400);
    expect(harness.queue.sent).toEqual([]);
  });

  test('without a payload but with an id it is read back; without both the EHR is asked what changed', async () => {
    harness.stub.charts.push(...chartOf('r4-empty'));
    expect(await harness.deliverHook({ method: 'PUT', path: `${path}/ServiceRequest/r4-empty` })).toMatchObject({
      status: 202,
    });
    await harness.drain();
    expect(await harness.record('r4-empty')).toMatchObject({ version: 1 });
    changed('r4-nothing');
    expect(await harness.deliverHook({})).toMatchObject({ status: 202 });
    await harness.drain();
    expect(await harness.record('r4-nothing')).toMatchObject({ version: 1 });
    expect(harness.stub.asked.map((one) => one.path).join()).toContain('ServiceRequest?status=active&_lastUpdated=ge');
  });
});

const SHAPES = [
  ['backport for R4', notification],
  ['R5', r5Notification],
] as const;

describe.each(SHAPES)('a notification of %s', (_name, write) => {
  const sub = id5();
  test('handshake and heartbeat are answered 200 and bring nothing', async () => {
    expect(await harness.deliverHook({ body: write(sub, 'handshake', 0) })).toMatchObject({ status: 200 });
    expect(await harness.deliverHook({ body: write(sub, 'heartbeat', 0) })).toMatchObject({ status: 200 });
    expect(harness.queue.sent).toEqual([]);
    expect(log('events-missed')).toBe('');
  });

  test('id-only is read back from the registered source', async () => {
    const id = `${sub}-only`;
    harness.stub.charts.push(...chartOf(id));
    const body = write(sub, 'event-notification', 1, [{ number: 1, focus: `ServiceRequest/${id}` }]);
    expect(await harness.deliverHook({ body })).toMatchObject({ status: 202 });
    await harness.drain();
    expect(await harness.record(id)).toMatchObject({ version: 1, payer: 'emblemhealth' });
  });

  test('a full resource with what came along needs nobody to be asked for it', async () => {
    const id = `${sub}-full`;
    const focus = `${harness.stub.base}/ServiceRequest/${id}`;
    const entries = chartOf(id).map((resource) => ({
      fullUrl: `${harness.stub.base}/${resource.resourceType}/${resource.id}`,
      resource,
    }));
    await harness.deliverHook({ body: write(sub, 'event-notification', 2, [{ number: 2, focus }], entries) });
    await harness.drain();
    expect(await harness.record(id)).toMatchObject({ version: 1, payer: 'emblemhealth' });
    expect(harness.stub.names()).not.toContain('Coverage');
    expect(readings()).toEqual([]);
  });

  test('one event told twice is done once, by its number', async () => {
    const body = write(sub, 'event-notification', 3, [
      { number: 3, focus: 'ServiceRequest/x', timestamp: '2026-11-25T15:00:00Z' },
    ]);
    for (let n = 0; n < 2; n++) await harness.deliverHook({ body });
    expect(harness.queue.sent).toHaveLength(2);
    expect(new Set(harness.queue.sent.map(({ id }) => id)).size).toBe(1);
    await harness.drain();
  });

  test('a number that was never seen is noticed, and the orders changed meanwhile are read', async () => {
    const missed = `${sub}-missed`;
    changed(missed);
    await harness.deliverHook({ body: write(sub, 'heartbeat', 5) });
    expect(log('events-missed')).toContain('"count":2');
    await harness.drain();
    expect(await harness.record(missed)).toMatchObject({ version: 1 });
    await harness.deliverHook({ body: write(sub, 'heartbeat', 5) });
    expect(harness.queue.sent).toEqual([]);
  });

  test('an empty one makes us look what changed', async () => {
    const id = `${sub}-empty`;
    changed(id);
    await harness.deliverHook({ body: write(sub, 'event-notification', 6, [{ number: 6 }]) });
    await harness.drain();
    expect(await harness.record(id)).toMatchObject({ version: 1 });
    expect(log('events-missed')).toBe('');
  });

  test('several orders of several patients stay apart', async () => {
    const ids = [`${sub}-a`, `${sub}-b`];
    const orders = ids.map((id, index) => ({ ...orderOf(id), subject: { reference: `Patient/other-${index}` } }));
    const events = ids.map((id, index) => ({ number: 7 + index, focus: `ServiceRequest/${id}` }));
    const entries = orders.map((resource) => ({
      fullUrl: `${harness.stub.base}/ServiceRequest/${resource.id}`,
      resource,
    }));
    await harness.deliverHook({ body: write(sub, 'event-notification', 8, events, entries) });
    expect(harness.queue.sent).toHaveLength(2);
    await harness.drain();
    for (const id of ids) expect(await harness.record(id)).toMatchObject({ version: 1 });
  });

  test('one that starts anew counts from its handshake', async () => {
    await harness.deliverHook({ body: write(sub, 'handshake', 0) });
    await harness.deliverHook({ body: write(sub, 'heartbeat', 2) });
    expect(log('events-missed')).toContain('"count":2');
    await harness.drain();
  });

  test('a subscription in trouble is told of', async () => {
    await harness.deliverHook({ body: write(sub, 'heartbeat', 2, [], [], 'error') });
    expect(log('subscription-in-trouble')).toContain('"problem":"error"');
  });
});

describe('who may deliver', () => {
  const body = orderOf('locked');
  test.each([
    ['no secret', path, { authorization: '' }],
    ['a wrong secret', path, { authorization: `Bearer ${HOOK_SECRET}x` }],
    ['a source nobody registered', '/events/nobody', {}],
  ])('%s: 401, and nothing is kept', async (_what, address, headers) => {
    expect(await harness.deliverHook({ path: address, headers, body })).toMatchObject({ status: 401 });
    expect(harness.queue.sent).toEqual([]);
  });

  test('a secret that cannot be read lets nobody in', async () => {
    const shut = await openEhrHarness();
    writeFileSync(join(shut.folder, 'hook'), '');
    expect(await shut.deliverHook({ headers: { authorization: 'Bearer x' }, body })).toMatchObject({ status: 401 });
    await shut.close();
  });
});

describe('what is not acknowledged', () => {
  test.each([
    ['another resource', { resourceType: 'Patient' }, 400],
    ['a Bundle without a status', orderBundle('no-status'), 400],
    ['a query of the status', notification('s', 'query-status', 1), 400],
    ['half a JSON', '{"resourceType":', 400],
  ])('%s', async (_what, body, status) => {
    expect(await harness.deliverHook({ body, headers: { 'content-type': 'application/fhir+json' } })).toMatchObject({
      status,
    });
    expect(harness.queue.sent).toEqual([]);
  });

  test('an order that is not durable yet: the sender must send again, and then it is done once', async () => {
    harness.queue.fails = 1;
    const body = notification('durable', 'event-notification', 1, [{ number: 1, focus: 'ServiceRequest/durable' }]);
    expect((await harness.deliverHook({ body })).status).toBeGreaterThanOrEqual(500);
    expect(await harness.deliverHook({ body })).toMatchObject({ status: 202 });
    expect(harness.queue.sent).toHaveLength(1);
    harness.stub.charts.push(...chartOf('durable'));
    await harness.drain();
    expect(await harness.record('durable')).toMatchObject({ version: 1 });
  });
});

test('nothing of the patient stands in logs and queues', async () => {
  harness.stub.charts.push(...chartOf('quiet'));
  await harness.deliverHook({ body: orderOf('quiet') });
  const queued = JSON.stringify(harness.queue.sent);
  await harness.drain();
  for (const mark of [...MARKS, HOOK_SECRET]) expect(harness.logged.join() + queued).not.toContain(mark);
});
