import type { AuthorizationQuery } from '../../../app/ports/authorization-store.ts';
import type { AuthorizationRecord } from '../../../core/authorization/authorization.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { rowsBehind } from '../index-rows.ts';
import type { ReadRows } from '../page.ts';
import type { TableAccess } from '../table-access.ts';
import { listKeys, listRange } from '../table-list.ts';
import { readHeads } from './head-item.ts';

/** Before every position in the list, so that a page begun state by state goes on that way. */
const MARK = 'LIST#';

export const isInList = (position: string): boolean => position.startsWith(MARK);

/** The list of a tenant's orders, whatever their state, then their heads. A row of an earlier service date is passed over. */
export const fromList =
  (
    table: TableAccess,
    tenant: TenantId,
    query: AuthorizationQuery,
    matches: (record: AuthorizationRecord, query: AuthorizationQuery) => boolean,
  ): ReadRows<AuthorizationRecord> =>
  async (after, limit) => {
    const range = listRange(tenant, query.serviceFrom, query.serviceTo);
    const rows = await rowsBehind(table, range, after?.slice(MARK.length), limit);
    const heads = await readHeads(
      table,
      rows.map(({ key }) => listKeys.head(tenant, key)),
    );
    return rows.map(({ position }, index) => {
      const head = heads[index];
      const isCurrent = head !== undefined && listKeys.row(tenant, head.serviceDate, head).sk === position;
      const item = isCurrent && matches(head, query) ? head : undefined;
      return { position: MARK + position, name: position, item };
    });
  };
