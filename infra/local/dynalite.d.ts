/** dynalite ships no types: this is the part we use. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  const dynalite: (options: {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }) => Server;
  // biome-ignore lint/style/noDefaultExport: it is a CommonJS package
  export default dynalite;
}

declare module 'dynalite/db/index.js' {
  /** An attribute as the engine stores it, by its type. */
  export type StoredItem = Readonly<Record<string, { readonly S?: string }>>;
  export type Step =
    | { readonly type: 'put'; readonly key: string; readonly value: StoredItem }
    | { readonly type: 'del'; readonly key: string };
  type Done = (error?: Error | null) => void;
  export interface StoredTable {
    readonly TableName: string;
    readonly GlobalSecondaryIndexes?: readonly { readonly IndexName: string }[];
  }
  export interface ItemDb {
    put(key: string, item: StoredItem, done: Done): void;
    del(key: string, done: Done): void;
    /** Calls back once nobody else works on that key; what it hands over wraps the callback that ends the work. */
    lock(key: string, work: (release: (done: () => void) => () => void) => void): void;
  }
  export interface Store {
    readonly db: {
      /** Of the store on disk. */
      _open?: (options: object) => Promise<void>;
      close(): Promise<void>;
      batch(steps: readonly Step[], done: Done): void;
      get(key: string): Promise<StoredItem | undefined>;
      keys(range: { readonly gte: string; readonly lt: string }): Cursor<string>;
      iterator(range: { readonly gte: string; readonly lt: string }): Cursor<readonly [string, StoredItem]>;
    };
    getItemDb(table: string): ItemDb;
    getTable(name: string, done: (error: Error | null, table?: StoredTable) => void): void;
  }
  export interface Cursor<T> {
    nextv(count: number): Promise<readonly T[]>;
    close(): Promise<void>;
  }
  interface Change {
    readonly index: string;
    readonly key: string;
    readonly item: StoredItem;
  }
  const engine: {
    create: (options: object) => Store;
    createKey: (item: StoredItem, table: StoredTable) => string;
    toRangeStr: (piece: string, type: string) => string;
    getIndexActions: (
      indexes: StoredTable['GlobalSecondaryIndexes'],
      before: StoredItem | undefined,
      after: StoredItem | undefined | null,
      table: StoredTable,
    ) => { readonly puts: readonly Change[]; readonly deletes: readonly Omit<Change, 'item'>[] };
    updateIndexes: (
      store: Store,
      table: StoredTable,
      before: StoredItem | undefined,
      after: StoredItem | undefined | null,
      done: Done,
    ) => void;
  };
  // biome-ignore lint/style/noDefaultExport: it is a CommonJS package
  export default engine;
}
