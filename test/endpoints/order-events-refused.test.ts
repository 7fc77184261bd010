import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EventHouse, openEventHouse, TENANT } from '../support/event-house.ts';
import { MARKS, orderBundle, serviceRequestOf } from '../support/orders.ts';

let house: EventHouse;
beforeAll(async () => {
  house = await openEventHouse();
});
afterAll(() => house.close());

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
  house.logged.length = 0;
  house.deadLetters.sent.length = 0;
  await house.receive(event);
  const [pointer] = house.queue.sent;
  expect(await house.drain()).toEqual([]);
  expect(house.deadLetters.sent).toEqual([pointer]);
  expect(await house.ports.inbox.get(pointer!.tenant, pointer!.id)).toMatchObject({ state: 'dead' });
  expect(await house.record('refused')).toBeUndefined();
  expect(house.logged.filter((line) => line.includes('order-refused'))).toHaveLength(1);
  expect(house.logged.join()).toContain(`"problem":"${problem}`);
  for (const mark of MARKS) expect(house.logged.join() + JSON.stringify(house.deadLetters.sent)).not.toContain(mark);
});

test('a dead letter delivered again stays one while its cause is there, and is answered once that is mended', async () => {
  const { settings } = house.ports;
  const tenant = (await settings.tenant(TENANT.id))!;
  await house.receive({ id: 'dead-twice', detail: { source, bundle: orderBundle('mended') } });
  const [pointer] = house.queue.sent.splice(0);
  const again = () => house.deliver([JSON.stringify(pointer)]);
  await settings.put({ ...tenant, sources: [] });
  house.deadLetters.sent.length = 0;
  for (let n = 0; n < 2; n++) expect(await again()).toEqual({ batchItemFailures: [] });
  expect(house.deadLetters.sent).toEqual([pointer, pointer]);
  expect(await house.record('mended')).toBeUndefined();
  await settings.put(tenant);
  expect(await again()).toEqual({ batchItemFailures: [] });
  expect(await house.record('mended')).toMatchObject({ version: 1 });
  expect(await again()).toEqual({ batchItemFailures: [] });
  expect(await house.record('mended')).toMatchObject({ version: 1 });
});

test('killed after the dead letter and before its mark: it is sent again rather than lost', async () => {
  await house.receive({ id: 'dead-killed', detail: { source } });
  const [pointer] = house.queue.sent.splice(0);
  const { inbox } = house.ports;
  Object.assign(house.ports, { inbox: { ...inbox, dead: () => Promise.reject(new Error('killed')) } });
  expect((await house.deliver([JSON.stringify(pointer)])).batchItemFailures).toHaveLength(1);
  Object.assign(house.ports, { inbox });
  house.deadLetters.sent.length = 0;
  await house.deliver([JSON.stringify(pointer)]);
  expect(house.deadLetters.sent).toEqual([pointer]);
  expect(await inbox.get(pointer!.tenant, pointer!.id)).toMatchObject({ state: 'dead' });
});
