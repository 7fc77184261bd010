import type { AuthorizationRecord } from '../../../core/authorization/authorization.ts';
import { queryRange } from '../query-range.ts';
import { keys, ranges } from '../table.ts';
import type { TableAccess } from '../table-access.ts';
import { readHeads } from './head-item.ts';

/** Reads only what is due: the index is sorted by time. A row older than its head is dropped. */
export const findDue = async (
  table: TableAccess,
  shard: number,
  until: string,
  limit: number,
): Promise<readonly AuthorizationRecord[]> => {
  const rows = await queryRange(table, ranges.due(shard, until), { limit });
  const heads = await readHeads(
    table,
    rows.flatMap(({ pk }) => (typeof pk === 'string' ? [keys.headAt(pk)] : [])),
  );
  return heads.flatMap((head) => (head?.nextDue !== undefined && head.nextDue <= until ? [head] : []));
};
