import { ensureTable, startDynamodb } from '../../infra/local/dynamodb.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { putItem } from '../../shared/adapters/dynamodb/table-access.ts';
import { tableDefinition } from '../../shared/adapters/dynamodb/table-definition.ts';

/** A process made to be killed: writes on and prints the number of each write that was acknowledged. */
const { endpoint } = await startDynamodb({ dataDir: process.argv[2] ?? ':memory:' });
const table = { client: dynamodbClient({ region: 'us-east-1', endpoint }), tableName: 'stresspass' };
await ensureTable(table.client, tableDefinition(table.tableName));
for (let n = 0; ; n++) {
  await putItem(table, { pk: 'WRITTEN', sk: String(n) });
  process.stdout.write(`${n}\n`);
}
