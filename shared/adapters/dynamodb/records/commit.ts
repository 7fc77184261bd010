import type { AuthorizationRecord } from '../../../core/authorization/authorization.ts';
import { putItem, type TableAccess } from '../table-access.ts';
import { headItem } from './head-item.ts';

/** The one conditional write; `expected` is the version that was read, 0 when there was none. */
export const commitRecord = async (
  table: TableAccess,
  record: AuthorizationRecord,
  expected: number,
): Promise<'committed' | 'conflict'> => {
  const condition =
    expected === 0
      ? { expression: 'attribute_not_exists(pk)' }
      : { expression: 'headVersion = :expected', values: { ':expected': expected } };
  return (await putItem(table, headItem(record), condition)) === 'written' ? 'committed' : 'conflict';
};
