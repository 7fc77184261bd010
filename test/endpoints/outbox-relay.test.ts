import { afterEach, beforeEach, expect, test } from 'vitest';
import { HISTORY_ON_HEAD } from '../../shared/app/assess/next-record.ts';
import { relayOutbox, type Walk } from '../../shared/app/outbox/relay-outbox.ts';
import type { PendingDelivery } from '../../shared/app/ports/outbox.ts';
import { type EventHarness, NOW, openEventHarness, TENANT } from '../support/event-harness.ts';
import { orderBundle } from '../support/orders.ts';
import { delivery } from '../support/record-samples.ts';

let harness: EventHarness;
beforeEach(async () => {
  harness = await openEventHarness();
});
afterEach(() => harness.close());

const { source } = TENANT;
const order = { source, orderId: 'relayed' };

/** Version `n` of the order, for another day each, received and answered. */
const answerVersion = async (n: number): Promise<void> => {
  const bundle = orderBundle(order.orderId, (one) => {
    one.meta = { versionId: String(n), lastUpdated: new Date(Date.parse(NOW) + n * 1_000).toISOString() };
    one.occurrenceDateTime = `2026-12-${String(1 + (n % 28)).padStart(2, '0')}`;
  });
  await harness.receive({ id: `version-${n}`, detail: { source, bundle } });
  expect(await harness.drain()).toEqual([]);
};
const pending = async () => {
  const { outbox } = harness.ports;
  const shards = Array.from({ length: outbox.shards }, (_, shard) => outbox.pending(shard, 100));
  return (await Promise.all(shards)).flat().map((row) => row.delivery);
};
const assessed = () =>
  harness.published
    .filter(({ type }) => type === 'StressTestAssessed')
    .map(({ detail }) => detail.recordVersion as number)
    .sort((a, b) => a - b);
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** What a writer put into the outbox who then lost the race for version 1 and died. */
const lost = () =>
  delivery({
    id: 'loser-1',
    order,
    determinationId: 'loser',
    createdAt: NOW,
    events: [{ type: 'StressTestAssessed', detail: { recordVersion: 1, state: 'approved' } }],
  });

test('the delivery of a writer that lost is dropped, even when the head has long forgotten who won', async () => {
  await answerVersion(1);
  await harness.ports.outbox.put(TENANT.id, lost());
  const last = HISTORY_ON_HEAD + 4;
  for (let n = 2; n <= last; n++) await answerVersion(n);
  expect((await harness.record(order.orderId))?.history.map(({ version }) => version)).not.toContain(1);
  await harness.relay();
  expect(assessed()).toEqual(upTo(last));
  expect(harness.published.filter(({ detail }) => detail.state === 'approved')).toEqual([]);
  const history = await harness.ports.authorizations.history(TENANT.id, order);
  expect(history.map(({ version }) => version)).toEqual(upTo(last));
  expect(history.map(({ determinationId }) => determinationId)).not.toContain('loser');
  expect(await pending()).toEqual([]);
}, 60_000);

test('a delivery whose head never came waits a minute, and is then dropped without a word', async () => {
  await harness.ports.outbox.put(TENANT.id, lost());
  harness.time.now = new Date(Date.parse(NOW) + 59_000).toISOString();
  await harness.relay();
  expect(await pending()).toHaveLength(1);
  harness.time.now = new Date(Date.parse(NOW) + 61_000).toISOString();
  await harness.relay();
  expect(await pending()).toEqual([]);
  expect(harness.published).toEqual([]);
  expect(await harness.ports.authorizations.history(TENANT.id, order)).toEqual([]);
});

test('while the bus is away a delivery is kept for later, and then made once', async () => {
  await answerVersion(1);
  const { events } = harness.ports;
  Object.assign(harness.ports, { events: { publish: () => Promise.reject(new Error('away')) } });
  expect(await harness.relay()).toBe(0);
  expect(await pending()).toMatchObject([{ attempts: 1 }]);
  Object.assign(harness.ports, { events });
  expect(await harness.relay()).toBe(1);
  expect(assessed()).toEqual([1]);
  expect(await pending()).toEqual([]);
});

test('killed after publishing: the same events go out again under the same ids', async () => {
  await answerVersion(1);
  const { outbox } = harness.ports;
  Object.assign(harness.ports, { outbox: { ...outbox, finish: () => Promise.reject(new Error('killed')) } });
  await harness.relay();
  Object.assign(harness.ports, { outbox });
  await harness.relay();
  const ids = harness.published.map(({ id }) => id);
  expect(ids).toHaveLength(4);
  expect(ids.slice(2)).toEqual(ids.slice(0, 2));
  expect(await pending()).toEqual([]);
});

test('deliveries that keep coming never push an older one out of sight: each sweep goes on where the last one stood', async () => {
  await answerVersion(1);
  const walk: Walk = new Map();
  const [own] = await pending();
  const fresh = delivery({ ...own!, order: { source, orderId: 'a-fresh-one' } });
  const { outbox } = harness.ports;
  const asked: string[] = [];
  Object.assign(harness.ports, {
    outbox: {
      ...outbox,
      shards: 1,
      /** A full page of fresh deliveries in front, whenever it is looked at. */
      pending: async (_shard: number, limit: number, after?: PendingDelivery) => {
        asked.push(after?.delivery.order.orderId ?? 'the beginning');
        return after
          ? [{ tenant: TENANT.id, delivery: own }]
          : Array(limit).fill({ tenant: TENANT.id, delivery: fresh });
      },
    },
  });
  for (let n = 0; n < 3; n++) await relayOutbox(harness.ports, walk);
  expect(asked).toEqual(['the beginning', 'a-fresh-one', 'the beginning']);
  expect(assessed()).toEqual([1]);
});
