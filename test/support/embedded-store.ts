import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteTableCommand,
  DescribeTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ensureTable, openEngine, startDynamodb } from '../../infra/local/dynamodb.ts';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { openStores, type Stores } from '../../shared/adapters/dynamodb/open-stores.ts';
import type { TableAccess } from '../../shared/adapters/dynamodb/table-access.ts';
import { tableDefinition } from '../../shared/adapters/dynamodb/table-definition.ts';
import type { Digest } from '../../shared/app/ports/ports.ts';
import { engineInProcess } from './engine-in-process.ts';

export interface TestStores {
  readonly stores: Stores;
  readonly client: DynamoDBDocumentClient;
  readonly table: TableAccess;
  readonly digest: Digest;
  /** DynamoDB calls by name since the last `forget`. */
  calls(): Record<string, number>;
  forget(): void;
  close(): Promise<void>;
}

/** A client, and what ends it. */
interface Opened {
  readonly client: DynamoDBDocumentClient;
  readonly close: () => Promise<void>;
}
const clientOf = (endpoint: string) => dynamodbClient({ region: 'us-east-1', endpoint });

const overSockets = async (): Promise<Opened> => {
  const engine = await startDynamodb({ dataDir: ':memory:' });
  return { client: clientOf(engine.endpoint), close: engine.close };
};
const elsewhere = (endpoint: string): Opened => ({ client: clientOf(endpoint), close: async () => undefined });
const inProcess = (): Opened => {
  const { server, store } = openEngine(':memory:');
  const client = clientOf('http://127.0.0.1:1');
  client.config.requestHandler = engineInProcess(server);
  return { client, close: () => store.db.close() };
};
/** As `ensureTable`, without the pauses between its looks. */
const createTable = async (client: DynamoDBDocumentClient, definition: CreateTableCommandInput): Promise<void> => {
  await client.send(new CreateTableCommand(definition));
  const { TableName } = definition;
  for (let status: string | undefined; status !== 'ACTIVE'; await nextTurn())
    status = (await client.send(new DescribeTableCommand({ TableName }))).Table?.TableStatus;
};

/** Real stores over the engine of this process in memory, with a socket between or none, or over the engine at `endpoint`. */
export const openTestStores = async (
  options: {
    readonly endpoint?: string;
    readonly sockets?: boolean;
    readonly prepare?: (client: DynamoDBDocumentClient) => void;
  } = {},
): Promise<TestStores> => {
  const { client, close } = await (options.endpoint
    ? elsewhere(options.endpoint)
    : options.sockets
      ? overSockets()
      : inProcess());
  const tableName = `stresspass-test-${randomUUID()}`;
  await (options.endpoint || options.sockets ? ensureTable : createTable)(client, tableDefinition(tableName));
  options.prepare?.(client);
  let calls: Record<string, number> = {};
  const onCall = (name: string) => {
    calls[name] = (calls[name] ?? 0) + 1;
  };
  const digest = makeDigest('a secret of the tests');
  const table = { client, tableName, onCall };
  return {
    stores: openStores({ ...table, digest }),
    client,
    table,
    digest,
    calls: () => ({ ...calls }),
    forget: () => {
      calls = {};
    },
    close: async () => {
      if (options.endpoint) await client.send(new DeleteTableCommand({ TableName: tableName }));
      client.destroy();
      await close();
    },
  };
};
