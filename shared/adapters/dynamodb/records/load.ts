import type { DraftRef } from '../../../app/ports/assertion.ts';
import type { Loaded, MemberRef, OrderRef } from '../../../app/ports/authorization-store.ts';
import type { Digest } from '../../../app/ports/ports.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { readBatch } from '../batches.ts';
import { memberItemKeys, readMember } from '../settings/member-item.ts';
import { keys } from '../table.ts';
import type { TableAccess } from '../table-access.ts';
import { draftKeys, readDraft } from './draft-item.ts';
import { readHead } from './head-item.ts';

/** One BatchGet (up to 100 keys): heads, members and draft assertions, each in the order requested. */
export const loadRecords = async (
  table: TableAccess,
  digest: Digest,
  tenant: TenantId,
  orders: readonly OrderRef[],
  members: readonly MemberRef[],
  drafts: readonly DraftRef[] = [],
): Promise<Loaded> => {
  const items = await readBatch(table, [
    ...orders.map((order) => keys.head(tenant, order)),
    ...members.flatMap((member) => memberItemKeys(digest, tenant, member)),
    ...drafts.flatMap((ref) => draftKeys(digest, tenant, ref)),
  ]);
  const rows = items.slice(orders.length);
  const { length: versions } = digest.versions;
  const rowAt = (index: number) => rows.slice(index * versions, (index + 1) * versions).find(Boolean);
  return {
    records: items.slice(0, orders.length).map((item) => item && readHead(item)),
    members: members.map((_, index) => rowAt(index)).map((row) => row && readMember(row)),
    drafts: drafts.map((_, index) => rowAt(members.length + index)).map((row) => row && readDraft(row)),
  };
};
