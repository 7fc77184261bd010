import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../table.ts';
import { type Item, putItem, type TableAccess } from '../table-access.ts';
import { headItem, readHead } from './head-item.ts';

/**
 * Rewrites every head, which restores index rows lost in an unclean stop of the embedded engine; returns how many. A head
 * that another writer changes meanwhile is skipped. Not needed on AWS.
 */
export const repairIndexes = async (table: TableAccess): Promise<number> => {
  let repaired = 0;
  let start: Item | undefined;
  do {
    table.onCall?.('Scan');
    const page = await table.client.send(
      new ScanCommand({
        TableName: table.tableName,
        FilterExpression: 'sk = :head',
        ExpressionAttributeValues: { ':head': keys.headAt('').sk },
        ConsistentRead: true,
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    for (const item of page.Items ?? []) {
      const record = readHead(item);
      const unmoved = { expression: 'writeId = :writeId', values: { ':writeId': item.writeId } };
      if ((await putItem(table, headItem(record), unmoved)) === 'written') repaired += 1;
    }
    start = page.LastEvaluatedKey;
  } while (start);
  return repaired;
};
