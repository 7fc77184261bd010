import { randomUUID } from 'node:crypto';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { ensureTable, startDynamodb } from '../../infra/local/dynamodb.ts';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { openStores, type Stores } from '../../shared/adapters/dynamodb/open-stores.ts';
import type { TableAccess } from '../../shared/adapters/dynamodb/table-access.ts';
import { tableDefinition } from '../../shared/adapters/dynamodb/table-definition.ts';
import type { Digest } from '../../shared/app/ports/ports.ts';

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

/** Real stores over the embedded engine in memory, or over the engine at `endpoint` in a table of their own. */
export const openTestStores = async (
  options: { readonly endpoint?: string; readonly prepare?: (client: DynamoDBDocumentClient) => void } = {},
): Promise<TestStores> => {
  const engine = options.endpoint ? undefined : await startDynamodb({ dataDir: ':memory:' });
  const endpoint = options.endpoint ?? engine?.endpoint ?? '';
  const client = dynamodbClient({ region: 'us-east-1', endpoint });
  const tableName = `stresspass-test-${randomUUID()}`;
  await ensureTable(client, tableDefinition(tableName));
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
      if (!engine) await client.send(new DeleteTableCommand({ TableName: tableName }));
      client.destroy();
      await engine?.close();
    },
  };
};
