import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { closeIterators } from './close-iterators.ts';
import { repairIndexes } from './storage/repair-indexes.ts';
import { writeWhole } from './storage/whole-writes.ts';

export interface EmbeddedDynamodb {
  readonly endpoint: string;
  /** Items written or removed since it started, whoever did it. */
  writes(): number;
  /** Restores index rows of items with this sort key; see `repairIndexes`. */
  repair(tableName: string, sk: string, signal: AbortSignal): Promise<number>;
  close(): Promise<void>;
}

/** The embedded engine in this process, on disk or in memory, before it listens anywhere. */
export const openEngine = (dataDir: string) => {
  closeIterators();
  let writes = 0;
  const noDelay = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };
  const { opened: server, store } = writeWhole(
    () => dynalite({ ...(dataDir === ':memory:' ? {} : { path: dataDir }), ...noDelay }),
    () => {
      writes += 1;
    },
  );
  return { server, store, writes: () => writes };
};

/** Starts the embedded engine in this process, on disk or in memory; survives an earlier `kill -9` of its folder. */
export const startDynamodb = async (options: {
  readonly dataDir: string;
  readonly port?: number;
}): Promise<EmbeddedDynamodb> => {
  if (options.dataDir !== ':memory:') await mkdir(options.dataDir, { recursive: true });
  const { server, store, writes } = openEngine(options.dataDir);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    writes,
    repair: (tableName, sk, signal) => repairIndexes(store, tableName, sk, signal),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
      }),
  };
};

/** Creates the table unless it is there, and returns when it can be used. */
export const ensureTable = async (
  client: Pick<DynamoDBClient, 'send'> & DynamoDBClient,
  definition: CreateTableCommandInput & { readonly TableName: string },
): Promise<void> => {
  try {
    await client.send(new CreateTableCommand(definition));
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ResourceInUseException')) throw error;
  }
  await waitUntilTableExists(
    { client, maxWaitTime: 60, minDelay: 0.02, maxDelay: 1 },
    { TableName: definition.TableName },
  );
};
