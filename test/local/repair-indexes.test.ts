import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import type { Store } from 'dynalite/db/index.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ensureTable } from '../../infra/local/dynamodb.ts';
import { repairIndexes } from '../../infra/local/storage/repair-indexes.ts';
import { indexPrefix, writeWhole } from '../../infra/local/storage/whole-writes.ts';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { openStores } from '../../shared/adapters/dynamodb/open-stores.ts';
import { INDEXES } from '../../shared/adapters/dynamodb/table.ts';
import { tableDefinition } from '../../shared/adapters/dynamodb/table-definition.ts';
import { record, TENANT } from '../support/record-samples.ts';

const NAME = 'repaired';
const digest = makeDigest('a secret of the tests');
const never = new AbortController().signal;
let close: () => Promise<unknown>;
let store: Store;
let stores: ReturnType<typeof openStores>;

beforeEach(async () => {
  const made = writeWhole(
    () => dynalite({ createTableMs: 0 }),
    () => undefined,
  );
  store = made.store;
  await once(made.opened.listen(0, '127.0.0.1'), 'listening');
  const { port } = made.opened.address() as AddressInfo;
  const client = dynamodbClient({ region: 'us-east-1', endpoint: `http://127.0.0.1:${port}` });
  await ensureTable(client, tableDefinition(NAME));
  stores = openStores({ client, tableName: NAME, digest });
  close = () => {
    client.destroy();
    return new Promise((resolve) => {
      made.opened.close(resolve);
      made.opened.closeIdleConnections();
    });
  };
});
afterEach(() => close());

const rowsOf = async (index: string): Promise<readonly string[]> => {
  const prefix = indexPrefix(NAME, index);
  const cursor = store.db.keys({ gte: prefix, lt: `${prefix}\xff` });
  const keys = await cursor.nextv(1_000);
  await cursor.close();
  return keys;
};
const all = async () => (await Promise.all(Object.values(INDEXES).map(({ name }) => rowsOf(name)))).flat();
const write = (steps: Parameters<Store['db']['batch']>[0]) => new Promise((resolve) => store.db.batch(steps, resolve));
const heads = Array.from({ length: 40 }, (_, n) =>
  record(digest, { orderId: `o${n}`, nextDue: '2026-06-09T00:00:00.000Z' }),
);
const commit = async () => {
  for (const head of heads) await stores.authorizations.commit(head, 0);
};

test('rows a kill took are put back, rows without their record go, and everything else stays', async () => {
  await commit();
  const whole = await all();
  expect(whole.length).toBeGreaterThan(heads.length * 2);
  const [lost, moved] = [whole.slice(0, 3), whole.slice(-2)];
  const values = await Promise.all(moved.map((key) => store.db.get(key)));
  const added = moved.map((key, index) => {
    const { gsi4sk } = values[index] ?? {};
    const value = { ...values[index], gsi4sk: { S: gsi4sk?.S?.replace('2026', '2025') ?? '' } };
    return { type: 'put' as const, key: `${key.slice(0, -6)}ffffff`, value };
  });
  await write([...lost.map((key) => ({ type: 'del' as const, key })), ...added]);
  expect(await all()).not.toEqual(whole);
  expect(await repairIndexes(store, NAME, 'HEAD', never)).toBeGreaterThan(0);
  expect(await all()).toEqual(whole);
  expect(await repairIndexes(store, NAME, 'HEAD', never)).toBe(0);
  expect((await stores.authorizations.load(TENANT, heads, [])).records).toEqual(heads);
});

test('records may change meanwhile', async () => {
  await commit();
  await write((await all()).map((key) => ({ type: 'del' as const, key })));
  const changing = heads.map((head) => stores.authorizations.commit({ ...head, version: 2 }, 1));
  const [, ...done] = await Promise.all([repairIndexes(store, NAME, 'HEAD', never), ...changing]);
  expect(new Set(done)).toEqual(new Set(['committed']));
  const found = await stores.authorizations.find(TENANT, { limit: 100 });
  expect(found.items.map(({ version }) => version)).toEqual(heads.map(() => 2));
});

test('a stop in the middle ends it soon', async () => {
  await commit();
  const stopping = new AbortController();
  stopping.abort();
  await write((await all()).map((key) => ({ type: 'del' as const, key })));
  expect(await repairIndexes(store, NAME, 'HEAD', stopping.signal)).toBe(0);
});
