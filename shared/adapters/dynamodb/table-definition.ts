import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { BASE_KEY, INDEXES } from './table.ts';

const attributes = [BASE_KEY.pk, BASE_KEY.sk, ...Object.values(INDEXES).flatMap(({ pk, sk }) => [pk, sk])];
const schema = (pk: string, sk: string) => [
  { AttributeName: pk, KeyType: 'HASH' as const },
  { AttributeName: sk, KeyType: 'RANGE' as const },
];
/** Input of CreateTable; both the embedded engine and the stack are built from it. */
export const tableDefinition = (tableName: string) =>
  ({
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: attributes.map((name) => ({ AttributeName: name, AttributeType: 'S' as const })),
    KeySchema: schema(BASE_KEY.pk, BASE_KEY.sk),
    GlobalSecondaryIndexes: Object.values(INDEXES).map(({ name, pk, sk }) => ({
      IndexName: name,
      KeySchema: schema(pk, sk),
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    })),
  }) satisfies CreateTableCommandInput;
