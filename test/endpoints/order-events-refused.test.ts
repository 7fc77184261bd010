import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EventHarness, openEventHarness, TENANT } from '../support/event-harness.ts';
import { MARKS, orderBundle, serviceRequestOf } from '../support/orders.ts';

let harness: EventHarness;
beforeAll(async () => {
  harness = await openEventHarness();
});
afterAll(() => harness.close());

const { source } = TENANT;
const bundle = orderBundle('refused');
const order = serviceRequestOf(bundle);

/** What can never be answered, however often it is tried: what it is, the event, and the problem named. */
const REFUSED: readonly (readonly [string, { readonly source?: string; readonly detail: unknown }, string])[] = [
  ['a source nobody registered', { source: 'nobody', detail: { source: 'nobody', bundle } }, 'not-found'],
  ['a source that is not the one of the envelope', { detail: { source: 'other-ehr', bundle } }, 'conflict'],
  ['an order by reference', { detail: { source, reference: 'ServiceRequest/1' } }, 'not-supported'],
  ['no order at all', { detail: { source } }, 'required'],
  ['an order and a Bundle', { detail: { source, resource: order, bundle } }, 'required'],
  ['no source', { detail: { bundle } }, 'structure'],
  ['a detail that is a list', { detail: [bundle] }, 'structure'],
  ['a resource that is a text', { detail: { source, resource: 'ServiceRequest/1' } }, 'structure'],
  ['another resource', { detail: { source, resource: bundle.entry![1]!.resource } }, ''],
  ['an order without a subject', { detail: { source, resource: { ...order, subject: undefined } } }, 'required'],
  ['an order with a status of its own', { detail: { source, resource: { ...order, status: 'hmm' } } }, ''],
  ['a reference that leads nowhere', { detail: { source, resource: order } }, ''],
  ['over 200 kB', { detail: { source, bundle: { ...bundle, id: 'x'.repeat(200_000) } } }, 'too-long'],
  ['nested without end', { detail: { source, bundle: nested(5_000) } }, 'structure'],
];

function nested(depth: number): unknown {
  let value: unknown = {};
  for (let n = 0; n < depth; n++) value = [value];
  return { resourceType: 'Bundle', entry: value };
}

test.each(REFUSED)('%s is a dead letter at once', async (_what, event, problem) => {
  harness.logged.length = 0;
  harness.deadLetters.sent.length = 0;
  await harness.receive(event);
  const [pointer] = harness.queue.sent;
  expect(await harness.drain()).toEqual([]);
  expect(harness.deadLetters.sent).toEqual([pointer]);
  expect(await harness.ports.inbox.get(pointer!.tenant, pointer!.id)).toMatchObject({ state: 'dead' });
  expect(await harness.record('refused')).toBeUndefined();
  expect(harness.logged.filter((line) => line.includes('order-refused'))).toHaveLength(1);
  expect(harness.logged.join()).toContain(`"problem":"${problem}`);
  for (const mark of MARKS)
    expect(harness.logged.join() + JSON.stringify(harness.deadLetters.sent)).not.toContain(mark);
});

test('a dead letter delivered again stays one while its cause is there, and is answered once that is mended', async () => {
  const { settings } = harness.ports;
  const tenant = (await settings.tenant(TENANT.id))!;
  await harness.receive({ id: 'dead-twice', detail: { source, bundle: orderBundle('mended') } });
  const [pointer] = harness.queue.sent.splice(0);
  const again = () => harness.deliver([JSON.stringify(pointer)]);
  await settings.put({ ...tenant, sources: [] });
  harness.deadLetters.sent.length = 0;
  for (let n = 0; n < 2; n++) expect(await again()).toEqual({ batchItemFailures: [] });
  expect(harness.deadLetters.sent).toEqual([pointer, pointer]);
  expect(await harness.record('mended')).toBeUndefined();
  await settings.put(tenant);
  expect(await again()).toEqual({ batchItemFailures: [] });
  expect(await harness.record('mended')).toMatchObject({ version: 1 });
  expect(await again()).toEqual({ batchItemFailures: [] });
  expect(await harness.record('mended')).toMatchObject({ version: 1 });
});

test('killed after the dead letter and before its mark: it is sent again rather than lost', async () => {
  await harness.receive({ id: 'dead-killed', detail: { source } });
  const [pointer] = harness.queue.sent.splice(0);
  const { inbox } = harness.ports;
  Object.assign(harness.ports, { inbox: { ...inbox, dead: () => Promise.reject(new Error('killed')) } });
  expect((await harness.deliver([JSON.stringify(pointer)])).batchItemFailures).toHaveLength(1);
  Object.assign(harness.ports, { inbox });
  harness.deadLetters.sent.length = 0;
  await harness.deliver([JSON.stringify(pointer)]);
  expect(harness.deadLetters.sent).toEqual([pointer]);
  expect(await inbox.get(pointer!.tenant, pointer!.id)).toMatchObject({ state: 'dead' });
});
