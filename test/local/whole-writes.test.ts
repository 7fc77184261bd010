import { BatchWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { AbstractLevel } from 'abstract-level';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { type EmbeddedDynamodb, ensureTable, startDynamodb } from '../../infra/local/dynamodb.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { queryRange } from '../../shared/adapters/dynamodb/query-range.ts';
import { putItem, removeItem, type TableAccess } from '../../shared/adapters/dynamodb/table-access.ts';
import { tableDefinition } from '../../shared/adapters/dynamodb/table-definition.ts';

let engine: EmbeddedDynamodb;
let table: TableAccess;
let below: Readonly<Record<'batch' | 'put' | 'del', MockInstance>>;
beforeEach(async () => {
  below = {
    batch: vi.spyOn(AbstractLevel.prototype, 'batch'),
    put: vi.spyOn(AbstractLevel.prototype, 'put'),
    del: vi.spyOn(AbstractLevel.prototype, 'del'),
  };
  engine = await startDynamodb({ dataDir: ':memory:' });
  table = { client: dynamodbClient({ region: 'us-east-1', endpoint: engine.endpoint }), tableName: 'whole' };
  await ensureTable(table.client, tableDefinition(table.tableName));
});
afterEach(async () => {
  vi.restoreAllMocks();
  table.client.destroy();
  await engine.close();
});

const indexed = (sk: string, patient: string, due: string) => ({
  pk: 'ROW',
  sk,
  gsi1pk: patient,
  gsi1sk: sk,
  gsi3pk: 'STATE',
  gsi3sk: `${due} ${sk}`,
});
const inIndex = async (pk: string) =>
  (await queryRange(table, { index: 'patient', pk, from: ' ', to: '~~' })).map(({ sk }) => sk);

describe('an item and its index rows are one write of the store underneath', () => {
  const writes: Readonly<Record<string, readonly [number, () => Promise<unknown>]>> = {
    'a new item': [1, () => putItem(table, indexed('B', 'p1', '2026'))],
    'a change that moves its rows': [1, () => putItem(table, indexed('A', 'p2', '2027'))],
    'a change of an attribute of an index': [
      1,
      () =>
        table.client.send(
          new UpdateCommand({
            TableName: table.tableName,
            Key: { pk: 'ROW', sk: 'A' },
            UpdateExpression: 'SET gsi1pk = :p REMOVE gsi3pk',
            ExpressionAttributeValues: { ':p': 'p3' },
          }),
        ),
    ],
    'a removal': [1, () => removeItem(table, { pk: 'ROW', sk: 'A' })],
    'a removal of nothing': [1, () => removeItem(table, { pk: 'ROW', sk: 'none' })],
    'a batch, item by item': [
      2,
      () =>
        table.client.send(
          new BatchWriteCommand({
            RequestItems: {
              [table.tableName]: [
                { PutRequest: { Item: indexed('A', 'p4', '2028') } },
                { PutRequest: { Item: indexed('C', 'p4', '2028') } },
              ],
            },
          }),
        ),
    ],
  };
  test.each(Object.entries(writes))('%s', async (_, [count, write]) => {
    await putItem(table, indexed('A', 'p1', '2026'));
    const before = engine.writes();
    for (const spy of Object.values(below)) spy.mockClear();
    await write();
    expect(below.put).not.toHaveBeenCalled();
    expect(below.del).not.toHaveBeenCalled();
    expect(below.batch).toHaveBeenCalledTimes(count);
    expect(engine.writes() - before).toBe(count);
  });
});

test('rows follow their items through changes, refused ones too', async () => {
  await putItem(table, indexed('A', 'p1', '2026'));
  await putItem(table, indexed('B', 'p1', '2026'));
  expect(await inIndex('p1')).toEqual(['A', 'B']);
  const absent = { expression: 'attribute_not_exists(pk)' };
  expect(await putItem(table, indexed('A', 'p2', '2026'), absent)).toBe('refused');
  expect(await inIndex('p2')).toEqual([]);
  await putItem(table, indexed('A', 'p2', '2026'));
  await removeItem(table, { pk: 'ROW', sk: 'B' });
  expect([await inIndex('p1'), await inIndex('p2')]).toEqual([[], ['A']]);
  await Promise.all(Array.from({ length: 20 }, (_, n) => putItem(table, indexed('A', `p${n % 3}`, '2026'))));
  const found = [await inIndex('p0'), await inIndex('p1'), await inIndex('p2')].flat();
  expect(found).toEqual(['A']);
});
