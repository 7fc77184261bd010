import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chartOf, type EhrHouse, HOOK_SECRET, openEhrHouse } from '../support/ehr-house.ts';
import { TENANT } from '../support/event-house.ts';
import { id5, notification, r5Notification } from '../support/notifications.ts';
import { MARKS, orderBundle } from '../support/orders.ts';

let house: EhrHouse;
beforeAll(async () => {
  house = await openEhrHouse({ orders: 'status=active' });
});
afterAll(() => house.close());
beforeEach(() => {
  house.stub.forget();
  house.logged.length = 0;
});

const path = `/events/${TENANT.source}`;
const orderOf = (id: string) => chartOf(id).find(({ resourceType }) => resourceType === 'ServiceRequest')!;
/** An order changed just now. */
const changed = (id: string) => {
  const order = { ...orderOf(id), meta: { versionId: '7', lastUpdated: '2026-11-25T14:59:59Z' } };
  house.stub.charts.push(...chartOf(id).filter(({ resourceType }) => resourceType !== 'ServiceRequest'), order);
};
const log = (event: string) => house.logged.filter((line) => line.includes(`"event":"${event}"`)).join();
const readings = () => house.stub.names().filter((name) => name.startsWith('ServiceRequest'));

describe('a rest-hook of R4', () => {
  test.each([
    ['PUT', `${path}/ServiceRequest/r4-put`, 'r4-put'],
    ['POST', `${path}/ServiceRequest/r4-post`, 'r4-post'],
    ['POST', `${path}/ServiceRequest`, 'r4-type'],
    ['POST', path, 'r4-bare'],
  ] as const)('%s %s brings the order, which the chart completes', async (method, address, id) => {
    house.stub.charts.push(...chartOf(id));
    expect(await house.deliverHook({ method, path: address, body: orderOf(id) })).toEqual({ status: 202, body: '' });
    expect(house.queue.sent).toHaveLength(1);
    await house.drain();
    expect(await house.record(id)).toMatchObject({ version: 1, payer: 'uhc-commercial' });
  });

  test('the same version delivered twice is one message; another order in the address is refused', async () => {
    for (let n = 0; n < 2; n++) await house.deliverHook({ body: orderOf('r4-twice') });
    expect(new Set(house.queue.sent.map(({ id }) => id)).size).toBe(1);
    await house.drain();
    const { status } = await house.deliverHook({ path: `${path}/ServiceRequest/other`, body: orderOf('r4-twice') });
    expect(status).toBe(400);
    expect(house.queue.sent).toEqual([]);
  });

  test('without a payload but with an id it is read back; without both the EHR is asked what changed', async () => {
    house.stub.charts.push(...chartOf('r4-empty'));
    expect(await house.deliverHook({ method: 'PUT', path: `${path}/ServiceRequest/r4-empty` })).toMatchObject({
      status: 202,
    });
    await house.drain();
    expect(await house.record('r4-empty')).toMatchObject({ version: 1 });
    changed('r4-nothing');
    expect(await house.deliverHook({})).toMatchObject({ status: 202 });
    await house.drain();
    expect(await house.record('r4-nothing')).toMatchObject({ version: 1 });
    expect(house.stub.asked.map((one) => one.path).join()).toContain('ServiceRequest?status=active&_lastUpdated=ge');
  });
});

const SHAPES = [
  ['backport for R4', notification],
  ['R5', r5Notification],
] as const;

describe.each(SHAPES)('a notification of %s', (_name, write) => {
  const sub = id5();
  test('handshake and heartbeat are answered 200 and bring nothing', async () => {
    expect(await house.deliverHook({ body: write(sub, 'handshake', 0) })).toMatchObject({ status: 200 });
    expect(await house.deliverHook({ body: write(sub, 'heartbeat', 0) })).toMatchObject({ status: 200 });
    expect(house.queue.sent).toEqual([]);
    expect(log('events-missed')).toBe('');
  });

  test('id-only is read back from the registered source', async () => {
    const id = `${sub}-only`;
    house.stub.charts.push(...chartOf(id));
    const body = write(sub, 'event-notification', 1, [{ number: 1, focus: `ServiceRequest/${id}` }]);
    expect(await house.deliverHook({ body })).toMatchObject({ status: 202 });
    await house.drain();
    expect(await house.record(id)).toMatchObject({ version: 1, payer: 'uhc-commercial' });
  });

  test('a full resource with what came along needs nobody to be asked for it', async () => {
    const id = `${sub}-full`;
    const focus = `${house.stub.base}/ServiceRequest/${id}`;
    const entries = chartOf(id).map((resource) => ({
      fullUrl: `${house.stub.base}/${resource.resourceType}/${resource.id}`,
      resource,
    }));
    await house.deliverHook({ body: write(sub, 'event-notification', 2, [{ number: 2, focus }], entries) });
    await house.drain();
    expect(await house.record(id)).toMatchObject({ version: 1, payer: 'uhc-commercial' });
    expect(house.stub.names()).not.toContain('Coverage');
    expect(readings()).toEqual([]);
  });

  test('one event told twice is done once, by its number', async () => {
    const body = write(sub, 'event-notification', 3, [
      { number: 3, focus: 'ServiceRequest/x', timestamp: '2026-11-25T15:00:00Z' },
    ]);
    for (let n = 0; n < 2; n++) await house.deliverHook({ body });
    expect(house.queue.sent).toHaveLength(2);
    expect(new Set(house.queue.sent.map(({ id }) => id)).size).toBe(1);
    await house.drain();
  });

  test('a number that was never seen is noticed, and the orders changed meanwhile are read', async () => {
    const missed = `${sub}-missed`;
    changed(missed);
    await house.deliverHook({ body: write(sub, 'heartbeat', 5) });
    expect(log('events-missed')).toContain('"count":2');
    await house.drain();
    expect(await house.record(missed)).toMatchObject({ version: 1 });
    await house.deliverHook({ body: write(sub, 'heartbeat', 5) });
    expect(house.queue.sent).toEqual([]);
  });

  test('an empty one makes us look what changed', async () => {
    const id = `${sub}-empty`;
    changed(id);
    await house.deliverHook({ body: write(sub, 'event-notification', 6, [{ number: 6 }]) });
    await house.drain();
    expect(await house.record(id)).toMatchObject({ version: 1 });
    expect(log('events-missed')).toBe('');
  });

  test('several orders of several patients stay apart', async () => {
    const ids = [`${sub}-a`, `${sub}-b`];
    const orders = ids.map((id, index) => ({ ...orderOf(id), subject: { reference: `Patient/other-${index}` } }));
    const events = ids.map((id, index) => ({ number: 7 + index, focus: `ServiceRequest/${id}` }));
    const entries = orders.map((resource) => ({
      fullUrl: `${house.stub.base}/ServiceRequest/${resource.id}`,
      resource,
    }));
    await house.deliverHook({ body: write(sub, 'event-notification', 8, events, entries) });
    expect(house.queue.sent).toHaveLength(2);
    await house.drain();
    for (const id of ids) expect(await house.record(id)).toMatchObject({ version: 1 });
  });

  test('one that starts anew counts from its handshake', async () => {
    await house.deliverHook({ body: write(sub, 'handshake', 0) });
    await house.deliverHook({ body: write(sub, 'heartbeat', 2) });
    expect(log('events-missed')).toContain('"count":2');
    await house.drain();
  });

  test('a subscription in trouble is told of', async () => {
    await house.deliverHook({ body: write(sub, 'heartbeat', 2, [], [], 'error') });
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
    expect(await house.deliverHook({ path: address, headers, body })).toMatchObject({ status: 401 });
    expect(house.queue.sent).toEqual([]);
  });

  test('a secret that cannot be read lets nobody in', async () => {
    const shut = await openEhrHouse();
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
    expect(await house.deliverHook({ body, headers: { 'content-type': 'application/fhir+json' } })).toMatchObject({
      status,
    });
    expect(house.queue.sent).toEqual([]);
  });

  test('an order that is not durable yet: the sender must send again, and then it is done once', async () => {
    house.queue.fails = 1;
    const body = notification('durable', 'event-notification', 1, [{ number: 1, focus: 'ServiceRequest/durable' }]);
    expect((await house.deliverHook({ body })).status).toBeGreaterThanOrEqual(500);
    expect(await house.deliverHook({ body })).toMatchObject({ status: 202 });
    expect(house.queue.sent).toHaveLength(1);
    house.stub.charts.push(...chartOf('durable'));
    await house.drain();
    expect(await house.record('durable')).toMatchObject({ version: 1 });
  });
});

test('nothing of the patient stands in logs and queues', async () => {
  house.stub.charts.push(...chartOf('quiet'));
  await house.deliverHook({ body: orderOf('quiet') });
  const queued = JSON.stringify(house.queue.sent);
  await house.drain();
  for (const mark of [...MARKS, HOOK_SECRET]) expect(house.logged.join() + queued).not.toContain(mark);
});
