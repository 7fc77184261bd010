import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keys } from '../../shared/adapters/dynamodb/table.ts';
import { messageId } from '../../shared/app/inbox/message-kinds.ts';
import { FOLLOW_UPS } from '../../shared/app/outbox/deliveries.ts';
import { givenUpOf, idOfGivenUp } from '../../shared/app/ports/given-up.ts';
import { type EventHarness, openEventHarness, TENANT } from '../support/event-harness.ts';
import { orderBundle } from '../support/orders.ts';
import { delivery } from '../support/record-samples.ts';

let harness: EventHarness;
beforeAll(async () => {
  harness = await openEventHarness();
});
afterAll(() => harness.close());
beforeEach(() => {
  harness.logged.length = 0;
  harness.deadLetters.sent.length = 0;
});

const order = { source: TENANT.source, orderId: 'Order 1-W, née "Zoë"' };
const inAll = async <T>(look: (shard: number) => Promise<readonly T[]>) =>
  (await Promise.all(Array.from({ length: harness.ports.outbox.shards }, (_, shard) => look(shard)))).flat();

test('every kind of follow-up has a list of its own, and its own place in the dead letters', () => {
  const listOf = (list?: string) =>
    keys.delivery(TENANT.id, { ...delivery(), ...(list ? { list } : {}) }).pk.split('#')[0];
  const lists = [...FOLLOW_UPS.values()].map(({ list }) => listOf(list));
  expect(new Set([...lists, listOf()]).size).toBe(FOLLOW_UPS.size + 1);
  for (const kind of FOLLOW_UPS.keys())
    expect(givenUpOf({ id: idOfGivenUp({ kind, order }) })).toEqual({ kind, order });
});

test('the name of a given-up write-back is the one the release of 2026-11-25 gave it', () => {
  const id = idOfGivenUp({ kind: 'write-back', order: { source: 'ehr', orderId: 'o1' } });
  expect(id).toBe('write-back-WyJlaHIiLCJvMSJd');
});

test('no message that came in is taken for a delivery', () => {
  const digest = harness.ports.digest.of('anything').slice(0, 40);
  const ids = [messageId('order', digest), messageId('visit', digest), messageId('hook', digest)];
  for (const id of [...ids, 'write-back-', 'write-back-Wrong', 'hook-W', '']) expect(givenUpOf({ id })).toBeUndefined();
});

test('a given-up delivery of a kind this release does not know stays a dead letter when it is redriven', async () => {
  const pointer = { tenant: TENANT.id, id: idOfGivenUp({ kind: 'fax-1', order }) };
  expect(await harness.deliver([JSON.stringify(pointer)])).toEqual({ batchItemFailures: [] });
  expect(harness.deadLetters.sent).toEqual([pointer]);
  expect(harness.logged.join()).toContain('"problem":"not-supported"');
});

test('a follow-up of an unknown kind is given up under its own name, never dropped', async () => {
  const [list = ''] = [...FOLLOW_UPS.values()].map((followUp) => followUp.list);
  await harness.ports.outbox.put(TENANT.id, delivery({ order, kind: 'fax-1', list, events: [] }));
  await harness.relay();
  expect(harness.deadLetters.sent).toEqual([{ tenant: TENANT.id, id: idOfGivenUp({ kind: 'fax-1', order }) }]);
  expect(await inAll((shard) => harness.ports.outbox.due(list, shard, '9999', 10))).toEqual([]);
});

test('the change of a record of an unknown kind waits in the outbox, with what it is to publish', async () => {
  await harness.receive({ detail: { source: TENANT.source, bundle: orderBundle('changed') } });
  await harness.drain();
  const { outbox } = harness.ports;
  const [{ delivery: own } = { delivery: delivery() }] = await inAll((shard) => outbox.pending(shard, 10));
  await outbox.finish(TENANT.id, own);
  await outbox.put(TENANT.id, { ...own, kind: 'split' });
  await harness.relay();
  expect(harness.published).toEqual([]);
  expect(harness.logged.join()).toContain('"errorName":"UnknownDelivery"');
  expect(await inAll((shard) => outbox.pending(shard, 10))).toMatchObject([
    { delivery: { kind: 'split', attempts: 1, events: own.events } },
  ]);
});
