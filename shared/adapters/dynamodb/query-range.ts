import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { INDEXES, type Range } from './table.ts';
import type { Item, TableAccess } from './table-access.ts';

/** Up to `limit` rows of a range; consistent in the table, eventually consistent (keys only) in an index. */
export const queryRange = async (
  table: TableAccess,
  range: Range,
  order: { readonly newestFirst?: boolean; readonly limit?: number } = {},
): Promise<readonly Item[]> => {
  if (range.from > range.to) return [];
  const limit = order.limit ?? Number.POSITIVE_INFINITY;
  const index = range.index && INDEXES[range.index];
  const rows: Item[] = [];
  let start: Item | undefined;
  do {
    table.onCall?.('Query');
    const page = await table.client.send(
      new QueryCommand({
        TableName: table.tableName,
        ...(index ? { IndexName: index.name } : { ConsistentRead: true }),
        KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#pk': index?.pk ?? 'pk', '#sk': index?.sk ?? 'sk' },
        ExpressionAttributeValues: { ':pk': range.pk, ':from': range.from, ':to': range.to },
        ScanIndexForward: !order.newestFirst,
        ...(Number.isFinite(limit) && { Limit: limit - rows.length }),
        ...(start && { ExclusiveStartKey: start }),
      }),
    );
    rows.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start && rows.length < limit);
  return rows;
};
