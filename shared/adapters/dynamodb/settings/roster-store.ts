import type { Digest, MemberRoster } from '../../../app/ports/ports.ts';
import { writeBatch } from '../batches.ts';
import type { TableAccess } from '../table-access.ts';
import { memberItem } from './member-item.ts';

/** Payer member rosters. Of two rows for one member the later wins; the count is of members written. */
export const makeRosterStore = (table: TableAccess, digest: Digest): MemberRoster => ({
  put: (tenant, members) =>
    writeBatch(
      table,
      members.map((member) => ({ put: memberItem(digest, tenant, member) })),
    ),
});
