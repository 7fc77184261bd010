import { setImmediate as turn } from 'node:timers/promises';
import engine, { type Cursor, type Step, type Store, type StoredItem, type StoredTable } from 'dynalite/db/index.js';
import { indexPrefix, itemPrefix } from './whole-writes.ts';

/** Keys looked at between two turns of the event loop: the service answers meanwhile, and little waits in memory. */
const AT_ONCE = 20;

interface Repair {
  readonly store: Store;
  readonly table: StoredTable;
}
type Decide = (item: StoredItem | undefined) => Promise<readonly Step[]>;

const tableOf = (store: Store, name: string): Promise<StoredTable> =>
  new Promise((resolve, reject) => {
    store.getTable(name, (error, table) => (table ? resolve(table) : reject(error ?? new Error('no table'))));
  });

const under = (prefix: string) => ({ gte: prefix, lt: `${prefix}\xff` });

/** Works on everything a cursor reads; returns how much was put right. */
const through = async <T>(
  cursor: Cursor<T>,
  signal: AbortSignal,
  work: (one: T) => Promise<boolean>,
): Promise<number> => {
  let repaired = 0;
  try {
    while (!signal.aborted) {
      const some = await cursor.nextv(AT_ONCE);
      if (some.length === 0) break;
      repaired += (await Promise.all(some.map(work))).filter(Boolean).length;
      await turn();
    }
  } finally {
    await cursor.close();
  }
  return repaired;
};

/** Locks one item and writes what is missing or too much, decided on the item as it is then. */
const settle = ({ store, table }: Repair, key: string, decide: Decide): Promise<boolean> =>
  new Promise((resolve, reject) => {
    store.getItemDb(table.TableName).lock(key, (release) => {
      const work = async (): Promise<boolean> => {
        const steps = await decide(await store.db.get(itemPrefix(table.TableName) + key));
        if (steps.length === 0) return false;
        await new Promise<void>((done, fail) => store.db.batch(steps, (error) => (error ? fail(error) : done())));
        return true;
      };
      work().then(
        (repaired) => release(() => resolve(repaired))(),
        (error) => release(() => reject(error))(),
      );
    });
  });

const rowsOf = (item: StoredItem, { table }: Repair) =>
  engine
    .getIndexActions(table.GlobalSecondaryIndexes ?? [], undefined, item, table)
    .puts.map(({ index, key, item: value }) => ({
      type: 'put' as const,
      key: indexPrefix(table.TableName, index) + key,
      value,
    }));

const missingRows = async (item: StoredItem | undefined, repair: Repair): Promise<readonly Step[]> => {
  const rows = item ? rowsOf(item, repair) : [];
  const there = await Promise.all(rows.map(({ key }) => repair.store.db.get(key)));
  return rows.filter((_, index) => there[index] === undefined);
};

/** A row is to go when its record has another one by now, or is not there. */
const repairRow = (key: string, row: StoredItem, repair: Repair): Promise<boolean> =>
  settle(repair, engine.createKey(row, repair.table), async (item) =>
    item && rowsOf(item, repair).some((own) => own.key === key) ? [] : [{ type: 'del', key }],
  );

/**
 * Puts index rows in order that a kill under a release before 2026-12 left behind: rows of records that are missing, and
 * rows that name what their record no longer is. Only records lose any; everything else is written once. Reads keys and
 * records, never the rest; each record under its lock, so that the service may run. Returns how much was put right.
 */
export const repairIndexes = async (store: Store, name: string, sk: string, signal: AbortSignal): Promise<number> => {
  const repair = { store, table: await tableOf(store, name) };
  const prefix = itemPrefix(name);
  const ending = `/${engine.toRangeStr(sk, 'S')}/`;
  let repaired = await through(store.db.keys(under(prefix)), signal, async (key) =>
    key.endsWith(ending) ? settle(repair, key.slice(prefix.length), (item) => missingRows(item, repair)) : false,
  );
  for (const { IndexName } of repair.table.GlobalSecondaryIndexes ?? []) {
    const rows = store.db.iterator(under(indexPrefix(name, IndexName)));
    repaired += await through(rows, signal, async ([key, row]) => row.sk?.S === sk && repairRow(key, row, repair));
  }
  return repaired;
};
