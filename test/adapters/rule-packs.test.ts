import { randomBytes } from 'node:crypto';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSettingsStore } from '../../shared/adapters/dynamodb/settings/settings-store.ts';
import { packKeys } from '../../shared/adapters/dynamodb/table-packs.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { openTestStores, type TestStores } from '../support/embedded-store.ts';

const CLINIC = tenantId('clinic');
const OTHER = tenantId('other');
const at = '2026-06-01T15:00:00.000Z';
const REVIEW = { payers: ['acme'], findings: [], changes: [] };
const settings = (id: typeof CLINIC) => ({
  id,
  timeZone: 'UTC',
  confirmationRequired: false,
  rosterComplete: [],
  sources: [],
});

let store: TestStores;
beforeAll(async () => {
  store = await openTestStores();
  for (const id of [CLINIC, OTHER]) await store.stores.settings.put(settings(id));
});
afterAll(() => store.close());

let count = 0;
const put = async (text: string, tenant = CLINIC) => {
  count += 1;
  const head = { id: `pack-${count}`, version: '1.0.0', hash: `hash-${count}`, uploaded: { by: 'a', at } };
  await store.stores.rulePacks.put(tenant, head, text, REVIEW);
  return head;
};
const activate = async ({ id, version, hash }: Awaited<ReturnType<typeof put>>) => {
  const { rulePacks } = store.stores;
  const pointer = await rulePacks.pointer(CLINIC);
  const activations = [{ id, version, hash, from: '2026-06-01', by: 'b', at }];
  return rulePacks.point(CLINIC, { version: pointer.version + 1, activations, rolledBack: [] });
};

test('content of any size is read back as it was, and not at all where a part of it is gone', async () => {
  const { rulePacks } = store.stores;
  for (const text of ['{}', 'é'.repeat(400_000), randomBytes(450_000).toString('hex')]) {
    const { hash } = await put(text);
    expect(await rulePacks.text(CLINIC, hash)).toBe(text);
    expect(await rulePacks.text(OTHER, hash)).toBeUndefined();
  }
  const { hash } = await put(randomBytes(450_000).toString('hex'));
  const Key = packKeys.part(CLINIC, hash, 0);
  await store.client.send(new DeleteCommand({ TableName: store.table.tableName, Key }));
  expect(await rulePacks.text(CLINIC, hash)).toBeUndefined();
});

test('a version that is there stays as it is', async () => {
  const { rulePacks } = store.stores;
  const head = await put('{"first":1}');
  const again = await rulePacks.put(CLINIC, { ...head, hash: 'another', uploaded: { by: 'z', at } }, '{}', REVIEW);
  expect(again).toEqual(head);
  const approved = { by: 'b', at };
  expect(await rulePacks.approve(CLINIC, head, approved)).toEqual({ ...head, approved });
  expect(await rulePacks.approve(CLINIC, head, { by: 'c', at })).toEqual({ ...head, approved });
  expect(await rulePacks.review(CLINIC, head)).toEqual(REVIEW);
});

test('of two writers of the pointer one is refused', async () => {
  const { rulePacks } = store.stores;
  const { version } = await rulePacks.pointer(CLINIC);
  const next = { version: version + 1, activations: [], rolledBack: [] };
  const done = await Promise.all([rulePacks.point(CLINIC, next), rulePacks.point(CLINIC, next)]);
  expect(done.toSorted()).toEqual(['refused', 'written']);
});

test('a running process takes an activation within a minute, in the call that reads the settings', async () => {
  const time = { now: 0 };
  const running = makeSettingsStore(store.table, () => time.now);
  expect((await running.tenant(CLINIC))?.rulePacks).toBeUndefined();
  const head = await put('{"taken":1}');
  expect(await activate(head)).toBe('written');
  time.now = 59_999;
  store.forget();
  expect((await running.tenant(CLINIC))?.rulePacks).toBeUndefined();
  expect(store.calls()).toEqual({});
  time.now = 60_000;
  const [taken] = (await running.tenant(CLINIC))?.rulePacks ?? [];
  expect(taken).toEqual({ id: head.id, version: '1.0.0', hash: head.hash, from: '2026-06-01', text: '{"taken":1}' });
  expect(store.calls()).toEqual({ BatchGetItem: 1, Query: 1 });
  time.now = 120_000;
  store.forget();
  expect((await running.tenant(CLINIC))?.rulePacks).toEqual([taken]);
  expect(store.calls()).toEqual({ BatchGetItem: 1 });
  expect((await running.tenant(OTHER))?.rulePacks).toBeUndefined();
});

test('an active pack whose content is gone is an error, not other rules', async () => {
  const head = await put('{"gone":1}');
  await activate(head);
  const Key = packKeys.part(CLINIC, head.hash, 0);
  await store.client.send(new DeleteCommand({ TableName: store.table.tableName, Key }));
  await expect(makeSettingsStore(store.table).tenant(CLINIC)).rejects.toThrow('content of an active rule pack');
});
