import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assess } from '../../functions/fhir-api/assess.ts';
import { type EventHarness, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { orderBundle, serviceRequestOf, withAnswers } from '../support/orders.ts';

let harness: EventHarness;
beforeAll(async () => {
  harness = await openEventHarness();
});
afterAll(() => harness.close());
beforeEach(() => harness.drain());

const { source } = TENANT;
const send = (id: string, bundle: object) => harness.receive({ id, detail: { source, bundle } });
const versioned = (id: string, version: string, lastUpdated: string, code = '93351') =>
  orderBundle(id, (order) => {
    order.meta = { versionId: version, lastUpdated };
    order.code = { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code }] };
  });

describe('an order event', () => {
  test('becomes a record of the tenant its source belongs to', async () => {
    await send('e-first', orderBundle('first'));
    expect(harness.queue.sent).toHaveLength(1);
    expect(await harness.drain()).toEqual([]);
    expect(await harness.record('first')).toMatchObject({
      tenant: TENANT.id,
      source,
      orderId: 'first',
      version: 1,
      codes: ['93351'],
      payer: 'emblemhealth',
      serviceDate: '2026-12-09',
    });
  });

  test('is answered from the order alone too, which says nothing of coverage', async () => {
    const order = serviceRequestOf(orderBundle('alone'));
    order.subject = { reference: 'Patient/p1' };
    delete order.insurance;
    delete order.requester;
    delete order.locationReference;
    await harness.receive({ detail: { source, resource: order } });
    expect(await harness.drain()).toEqual([]);
    expect(await harness.record('alone')).toMatchObject({ state: 'unknown', advice: 'no-active-coverage' });
  });

  test('content a strict door would refuse is ignored here', async () => {
    await send('e-more', { ...orderBundle('more'), ourOwnField: true });
    await harness.drain();
    expect(await harness.record('more')).toMatchObject({ version: 1 });
  });

  test('is durable before it is acknowledged, and queued again when the first receiver died in between', async () => {
    harness.queue.fails = 1;
    await expect(send('e-between', orderBundle('between'))).rejects.toThrow('the queue is away');
    await send('e-between', orderBundle('between'));
    expect(harness.queue.sent).toHaveLength(1);
    await harness.drain();
    expect(await harness.record('between')).toMatchObject({ version: 1 });
  });
});

describe('the same order again', () => {
  test('one event delivered three times is done once', async () => {
    for (let n = 0; n < 3; n++) await send('e-thrice', orderBundle('thrice'));
    expect(harness.queue.sent).toHaveLength(3);
    expect(new Set(harness.queue.sent.map(({ id }) => id)).size).toBe(1);
    await harness.drain();
    await harness.relay();
    expect(await harness.record('thrice')).toMatchObject({ version: 1 });
    const events = harness.published.filter(({ detail }) => detail.order === 'ServiceRequest/thrice');
    expect(events.map(({ type }) => type)).toEqual(['StressTestAssessed', 'AuthorizationChanged']);
  });

  test('two events with the same content are one answer', async () => {
    await send('e-same-1', orderBundle('same'));
    await harness.drain();
    const before = await harness.record('same');
    await send('e-same-2', orderBundle('same'));
    await harness.drain();
    expect(await harness.record('same')).toEqual(before);
  });

  test('what we wrote back ourselves is the same content', async () => {
    await send('e-echo-1', versioned('echo', '1', '2026-11-25T10:00:00Z'));
    await harness.drain();
    const before = await harness.record('echo');
    const written = versioned('echo', '2', '2026-11-25T11:00:00Z');
    const url = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information';
    serviceRequestOf(written).extension = [{ url, extension: [{ url: 'covered', valueCode: 'covered' }] }];
    await send('e-echo-2', written);
    await harness.drain();
    const { orderVersion: _version, orderLastUpdated: _updated, ...rest } = (await harness.record('echo'))!;
    expect(before).toMatchObject(rest);
  });

  test('an event that comes again takes back nothing that was learned since', async () => {
    await send('e-learned-1', orderBundle('learned'));
    await harness.drain();
    expect(await harness.record('learned')).toMatchObject({ version: 1, state: 'information-needed' });
    const reply = await assess(requestTo('assess', {}, withAnswers(orderBundle('learned'))), harness.harness);
    expect(reply.status).toBe(200);
    const learned = await harness.record('learned');
    expect(learned).toMatchObject({ version: 2, state: 'required' });
    await send('e-learned-2', orderBundle('learned'));
    await harness.drain();
    expect(await harness.record('learned')).toEqual(learned);
  });

  test('evidence that is new is news, although the order is the same', async () => {
    await send('e-evidence-1', orderBundle('evidence'));
    await harness.drain();
    await send('e-evidence-2', withAnswers(orderBundle('evidence')));
    await harness.drain();
    expect(await harness.record('evidence')).toMatchObject({ version: 2, state: 'required' });
  });

  test('a later version changes the record; an earlier one that comes late does not', async () => {
    await send('e-v2', versioned('turn', '2', '2026-11-25T11:00:00Z', '93350'));
    await harness.drain();
    await send('e-v1', versioned('turn', '1', '2026-11-25T10:00:00Z', '93351'));
    await harness.drain();
    expect(await harness.record('turn')).toMatchObject({ version: 1, codes: ['93350'] });
    await send('e-v3', versioned('turn', '3', '2026-11-25T12:00:00Z', '93351'));
    await harness.drain();
    expect(await harness.record('turn')).toMatchObject({ version: 2, codes: ['93351'] });
  });
});

describe('when something is away', () => {
  test('only the messages that failed are delivered again, and then they succeed', async () => {
    await send('e-store-1', orderBundle('store-1'));
    await send('e-store-2', orderBundle('store-2'));
    const pointers = harness.queue.sent.splice(0).map((pointer) => JSON.stringify(pointer));
    const inbox = harness.ports.inbox;
    const [first] = pointers;
    const broken = { ...inbox, get: (tenant: string, id: string) => brokenFor(first!, tenant, id, inbox.get) };
    Object.assign(harness.ports, { inbox: broken });
    const { batchItemFailures } = await harness.deliver([...pointers, 'no pointer at all']);
    Object.assign(harness.ports, { inbox });
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'm0' }, { itemIdentifier: 'm2' }]);
    expect(await harness.record('store-1')).toBeUndefined();
    expect(await harness.record('store-2')).toMatchObject({ version: 1 });
    expect(harness.deadLetters.sent).toEqual([]);
    expect(await harness.deliver([first!])).toEqual({ batchItemFailures: [] });
    expect(await harness.record('store-1')).toMatchObject({ version: 1 });
  });
});

const brokenFor = <T>(pointer: string, tenant: string, id: string, get: (tenant: string, id: string) => Promise<T>) =>
  pointer.includes(id) ? Promise.reject(new Error('throttled')) : get(tenant, id);
