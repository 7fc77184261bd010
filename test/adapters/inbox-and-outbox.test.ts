import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXPIRY_ATTRIBUTE, keys } from '../../shared/adapters/dynamodb/table.ts';
import { getItem, putItem } from '../../shared/adapters/dynamodb/table-access.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Delivery } from '../../shared/app/ports/authorization-store.ts';
import type { TestStores } from '../support/embedded-store.ts';
import { delivery, entry, order, record, TENANT } from '../support/record-samples.ts';
import { STORE_ENGINES } from '../support/store-engines.ts';

const message = (id: string, receivedAt = '2026-06-01T12:00:00.000Z') => ({
  id,
  kind: 'order',
  tenant: TENANT,
  source: 'ehr',
  receivedAt,
  body: JSON.stringify({ id, text: 'Grüße €' }),
});

describe.each(STORE_ENGINES)('inbox and outbox on $name', ({ open }) => {
  let harness: TestStores;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());
  const inbox = () => harness.stores.inbox;
  const outbox = () => harness.stores.outbox;
  const waitingIds = async () => (await inbox().waiting(100)).map(({ id }) => id);
  const pending = async (limit = 50) => {
    const shards = Array.from({ length: outbox().shards }, (_, shard) => outbox().pending(shard, limit));
    return (await Promise.all(shards)).flat();
  };
  const ofOrder = async (orderId: string) =>
    (await pending()).filter((one) => one.delivery.order.orderId === orderId).map((one) => one.delivery);
  const loseWaitingRow = ({ id, receivedAt }: ReturnType<typeof message>) =>
    harness.client.send(
      new DeleteCommand({ TableName: harness.table.tableName, Key: keys.waiting(TENANT, id, receivedAt) }),
    );

  test('a message with a retention is deleted some days later, done or not; others stay', async () => {
    const expiryOf = async (id: string) => (await getItem(harness.table, keys.inbox(TENANT, id)))?.[EXPIRY_ATTRIBUTE];
    await inbox().put(message('passing'), 14);
    await inbox().put(message('staying'));
    const after = Date.parse('2026-06-15T12:00:00.000Z') / 1000;
    expect(await expiryOf('passing')).toBe(after);
    for (const id of ['passing', 'staying']) await inbox().done(TENANT, id);
    expect(await expiryOf('passing')).toBe(after);
    expect(await expiryOf('staying')).toBeUndefined();
  });

  test('a message waits until it is done, and the same id twice is one message', async () => {
    const one = message('twice');
    expect(await inbox().put(one)).toBe('new');
    expect(await inbox().put({ ...one, body: 'another body', receivedAt: '2027-01-01T00:00:00.000Z' })).toBe('seen');
    expect(await inbox().get(TENANT, 'twice')).toEqual({ ...one, state: 'waiting' });
    expect((await waitingIds()).filter((id) => id === 'twice')).toHaveLength(1);
    await inbox().done(TENANT, 'twice');
    expect(await waitingIds()).not.toContain('twice');
    expect(await inbox().get(TENANT, 'twice')).toEqual({ ...one, state: 'done' });
    expect(await inbox().put(one)).toBe('seen');
    expect(await waitingIds()).not.toContain('twice');
  });

  test('of 20 concurrent deliveries of one message exactly one is new', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => inbox().put(message('burst'))));
    expect(results.filter((result) => result === 'new')).toHaveLength(1);
    expect((await waitingIds()).filter((id) => id === 'burst')).toHaveLength(1);
  }, 30_000);

  test('a poison message keeps its body, leaves the list and does not come back', async () => {
    await inbox().put(message('poison'));
    await inbox().dead(TENANT, 'poison', 'not a ServiceRequest');
    expect(await inbox().get(TENANT, 'poison')).toEqual({ ...message('poison'), state: 'dead' });
    expect(await inbox().put(message('poison'))).toBe('seen');
    expect(await waitingIds()).not.toContain('poison');
  });

  test('messages wait in order of arrival, whatever shard they are in', async () => {
    const minutes = [5, 3, 9, 1, 7, 2, 8, 4, 6];
    const first = minutes.map((minute) => message(`m${minute}`, `2020-01-01T00:0${minute}:00.000Z`));
    for (const one of first) await inbox().put(one);
    expect((await inbox().waiting(4)).map(({ id }) => id)).toEqual(['m1', 'm2', 'm3', 'm4']);
    for (const one of first) await inbox().done(TENANT, one.id);
  });

  test('crash between body and waiting row: the next delivery puts the row', async () => {
    const one = message('no-row');
    await inbox().put(one);
    await loseWaitingRow(one);
    expect(await waitingIds()).not.toContain('no-row');
    expect(await inbox().put(one)).toBe('seen');
    expect(await waitingIds()).toContain('no-row');
  });

  test('crash while settling: the row of a finished message is skipped, and stays away', async () => {
    const one = message('half-done');
    await inbox().put(one);
    await inbox().done(TENANT, one.id);
    const { id, tenant, receivedAt } = one;
    await putItem(harness.table, { ...keys.waiting(tenant, id, receivedAt), tenant, id, receivedAt });
    expect(await waitingIds()).not.toContain('half-done');
    harness.forget();
    await waitingIds();
    expect(harness.calls().DeleteItem).toBeUndefined();
  });

  test('settling an unknown message does not create it', async () => {
    await inbox().done(TENANT, 'never');
    await inbox().dead(TENANT, 'never', 'no such message');
    expect(await inbox().get(TENANT, 'never')).toBeUndefined();
  });

  test('a delivery is found without knowing its tenant, finished with its history, and gone', async () => {
    const one = delivery({ order: order('finished'), history: entry(1) });
    await outbox().put(tenantId('a tenant nobody asks for'), one);
    expect((await pending()).find(({ delivery: { order } }) => order.orderId === 'finished')).toEqual({
      tenant: 'a tenant nobody asks for',
      delivery: one,
    });
    await outbox().finish(tenantId('a tenant nobody asks for'), one);
    expect(await ofOrder('finished')).toEqual([]);
    const { authorizations } = harness.stores;
    expect(await authorizations.history(tenantId('a tenant nobody asks for'), order('finished'))).toEqual([entry(1)]);
  });

  test('a discarded delivery leaves no history', async () => {
    const one = delivery({ order: order('discarded') });
    await outbox().put(TENANT, one);
    await outbox().finish(TENANT, one);
    expect(await ofOrder('discarded')).toEqual([]);
    expect(await harness.stores.authorizations.history(TENANT, order('discarded'))).toEqual([]);
  });

  test('concurrent writers of one order with the same delivery store it once', async () => {
    const at = (n: number): Delivery => delivery({ order: order('owed'), createdAt: `2026-06-01T12:00:0${n}.000Z` });
    await Promise.all([1, 2, 3, 4, 5].map((n) => outbox().put(TENANT, at(n))));
    expect(await ofOrder('owed')).toHaveLength(1);
  });

  test('failed deliveries come after untried ones; versions of an order keep their order', async () => {
    const about = (headVersion: number) =>
      delivery({ order: order('retried'), headVersion, id: `i${9 - headVersion}` });
    for (const version of [3, 1, 2]) await outbox().put(TENANT, about(version));
    await outbox().retryLater(TENANT, about(1));
    const found = await ofOrder('retried');
    expect(found.map(({ headVersion, attempts }) => [headVersion, attempts])).toEqual([
      [2, 0],
      [3, 0],
      [1, 1],
    ]);
    for (const one of found) await outbox().finish(TENANT, one);
    expect(await ofOrder('retried')).toEqual([]);
  });

  test('a list of deliveries is read in pages, each seen once', async () => {
    const ids = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7', 'p8'];
    for (const id of ids) await outbox().put(TENANT, delivery({ order: order('paged'), id }));
    const seen: string[] = [];
    const shards = Array.from({ length: outbox().shards }, (_, shard) => outbox().pending(shard, 50));
    const shard = (await Promise.all(shards)).findIndex((rows) => rows.some((row) => row.delivery.id === 'p1'));
    for (let page = await outbox().pending(shard, 3); page.length; page = await outbox().pending(shard, 3, page.at(-1)))
      seen.push(...page.filter((one) => one.delivery.order.orderId === 'paged').map((one) => one.delivery.id));
    expect(seen).toEqual(ids);
    for (const one of await ofOrder('paged')) await outbox().finish(TENANT, one);
  });

  test('write-backs are listed apart from events, when due, soonest first, and keep their place', async () => {
    const about = (id: string, notBefore: string): Delivery =>
      delivery({ order: order('written'), id, kind: 'write-back', list: 'WRITEBACK', notBefore });
    const written = async (until: string) => {
      const { shards } = outbox();
      const all = Array.from({ length: shards }, (_, shard) => outbox().due('WRITEBACK', shard, until, 10));
      return (await Promise.all(all)).flat().map((row) => row.delivery);
    };
    const noon = about('noon', '2026-06-01T12:00:00.000Z');
    for (const one of [about('late', '2026-06-01T13:00:00.000Z'), noon, about('early', '2026-06-01T11:00:00.000Z')])
      await outbox().put(TENANT, one);
    expect(await ofOrder('written')).toEqual([]);
    expect((await written('2026-06-01T12:00:00.000Z')).map(({ id }) => id)).toEqual(['early', 'noon']);
    await outbox().retryLater(TENANT, noon, { attempts: 1, notBefore: '2026-06-01T14:00:00.000Z' });
    expect((await written('9999')).map(({ id, attempts }) => [id, attempts])).toEqual([
      ['early', 0],
      ['late', 0],
      ['noon', 1],
    ]);
    for (const one of await written('9999')) await outbox().finish(TENANT, one);
    expect(await written('9999')).toEqual([]);
  });

  test('the history of a head written by another version of a delivery comes from the head', async () => {
    const at = order('two-words');
    const head = record(harness.digest, { ...at });
    await harness.stores.authorizations.commit(head, 0);
    await outbox().finish(TENANT, delivery({ order: at, history: { ...entry(1), says: 'A loser said this.' } }));
    expect(await harness.stores.authorizations.history(TENANT, at)).toEqual(head.history);
  });
});
