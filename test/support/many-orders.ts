import { createHash } from 'node:crypto';
import dynalite from 'dynalite';
import engine, { type Step, type Store, type StoredItem, type StoredTable } from 'dynalite/db/index.js';
import { closeIterators } from '../../infra/local/close-iterators.ts';
import { indexPrefix, itemPrefix, writeWhole } from '../../infra/local/storage/whole-writes.ts';

/** Orders written between two looks at the clock. */
const AT_ONCE = 200;

const tableOf = (store: Store, name: string): Promise<StoredTable> =>
  new Promise((resolve, reject) => store.getTable(name, (error, table) => (table ? resolve(table) : reject(error))));

const stepsOf = (item: StoredItem, table: StoredTable): readonly Step[] => {
  const name = table.TableName;
  const rows = engine.getIndexActions(table.GlobalSecondaryIndexes ?? [], undefined, item, table).puts;
  return [
    { type: 'put', key: itemPrefix(name) + engine.createKey(item, table), value: item },
    ...rows.map(({ index, key, item: value }) => ({
      type: 'put' as const,
      key: indexPrefix(name, index) + key,
      value,
    })),
  ];
};

/** Keyed hashes and ids are told by their form. */
const HASH = /\b(?:[0-9a-f]{40,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/g;
const hashFor = (hash: string, n: number): string => {
  const made = createHash('sha256').update(`${hash} ${n}`).digest('hex');
  return hash.includes('-')
    ? made.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, '$1-$2-$3-$4-$5')
    : made.slice(0, hash.length);
};

/**
 * Writes copies of an order's items under other ids and for other patients straight into the store underneath, as an import
 * would: a hundred thousand orders through the endpoints take an hour. Packed bodies stay those of the first one.
 */
export const copyOrders = async (
  path: string,
  options: {
    readonly table: string;
    readonly count: number;
    readonly isTemplate: (item: StoredItem) => boolean;
    readonly orderId: string;
    readonly from?: number;
  },
): Promise<number> => {
  closeIterators();
  const { table: name, count, isTemplate, orderId, from = 1 } = options;
  const { opened, store } = writeWhole(
    () => dynalite({ path, createTableMs: 0 }),
    () => undefined,
  );
  const table = await tableOf(store, name);
  const items: string[] = [];
  const cursor = store.db.iterator({ gte: itemPrefix(name), lt: `${itemPrefix(name)}\xff` });
  for (let some = await cursor.nextv(500); some.length > 0; some = await cursor.nextv(500))
    for (const [, item] of some) if (isTemplate(item)) items.push(JSON.stringify(item));
  await cursor.close();
  for (let start = from; start < from + count; start += AT_ONCE) {
    const steps: Step[] = [];
    for (let n = start; n < Math.min(start + AT_ONCE, from + count); n++)
      for (const text of items)
        steps.push(
          ...stepsOf(
            JSON.parse(text.replaceAll(orderId, `${orderId}-${n}`).replace(HASH, (hash) => hashFor(hash, n))),
            table,
          ),
        );
    await new Promise<void>((done, fail) => store.db.batch(steps, (error) => (error ? fail(error) : done())));
  }
  await new Promise((resolve) => {
    opened.listen(0, '127.0.0.1', () => opened.close(resolve));
  });
  return items.length;
};
