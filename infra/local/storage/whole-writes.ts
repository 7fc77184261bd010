import engine, { type ItemDb, type Step, type Store } from 'dynalite/db/index.js';

export const itemPrefix = (table: string): string => `item-${table}~`;
export const indexPrefix = (table: string, index: string): string => `index-global~${table}~${index}~`;

/** Index rows that go with the next write of an item, by store and by the item's key. */
const waiting = new WeakMap<Store, Map<string, readonly Step[]>>();

const { updateIndexes: writeRows } = engine;
const stageRows: typeof engine.updateIndexes = (store, table, before, after, done) => {
  const rows = waiting.get(store);
  if (!rows) return writeRows(store, table, before, after, done);
  const item = after ?? before;
  if (item) {
    const { puts, deletes } = engine.getIndexActions(table.GlobalSecondaryIndexes ?? [], before, after, table);
    rows.set(itemPrefix(table.TableName) + engine.createKey(item, table), [
      ...deletes.map(({ index, key }) => ({ type: 'del' as const, key: indexPrefix(table.TableName, index) + key })),
      ...puts.map(({ index, key, item: value }) => ({
        type: 'put' as const,
        key: indexPrefix(table.TableName, index) + key,
        value,
      })),
    ]);
  }
  done();
};

/**
 * dynalite 4.0.0 writes the rows of each index and the item one after the other: a process killed in between lost rows of an
 * index, and every start after a kill had to look through all records. Here an item and its rows are one batch of the
 * store underneath, which is there whole or not at all. `written` is told of every batch. Returns the store of the next
 * engine that is created.
 */
export const writeWhole = <T>(open: () => T, written: () => void): { readonly opened: T; readonly store: Store } => {
  const { create } = engine;
  let store: Store | undefined;
  engine.updateIndexes = stageRows;
  engine.create = (options) => {
    store = create(options);
    mapFewFiles(store);
    makeWhole(store, written);
    return store;
  };
  try {
    const opened = open();
    if (!store) throw new Error('The embedded engine did not open its store.');
    return { opened, store };
  } finally {
    engine.create = create;
  }
};

/** Files of two megabytes the store keeps open. */
const OPEN_FILES = 64;

/**
 * LevelDB maps its open files into memory, a thousand where nobody says otherwise: of a large folder that was a gigabyte once
 * everything had been read. The engine takes no such option, but the store opens on the next turn only.
 */
const mapFewFiles = ({ db }: Store): void => {
  const open = db._open?.bind(db);
  if (open) db._open = (options) => open({ ...options, maxOpenFiles: OPEN_FILES });
};

const makeWhole = (store: Store, written: () => void): void => {
  const rows = new Map<string, readonly Step[]>();
  waiting.set(store, rows);
  const known = new WeakSet<ItemDb>();
  const { getItemDb } = store;
  store.getItemDb = (table) => {
    const items = getItemDb(table);
    if (known.has(items)) return items;
    known.add(items);
    /** The engine holds the lock of the key from staging to here. */
    const write = (last: Step, done: (error?: Error | null) => void): void => {
      const steps = [...(rows.get(last.key) ?? []), last];
      rows.delete(last.key);
      store.db.batch(steps, (error) => {
        written();
        done(error);
      });
    };
    items.put = (key, value, done) => write({ type: 'put', key: itemPrefix(table) + key, value }, done);
    items.del = (key, done) => write({ type: 'del', key: itemPrefix(table) + key }, done);
    return items;
  };
};
