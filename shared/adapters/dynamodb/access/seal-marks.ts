import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { getItem, type TableAccess, updateItem } from '../table-access.ts';
import { auditKeys } from '../table-audit.ts';

const KEEP_MS = 60_000;

/** Up to which instant each tenant's trail is sealed. A mark only rises. */
export const makeSealMarks = (table: TableAccess, elapsedMs: () => number = () => performance.now()) => {
  const known = new Map<TenantId, { readonly until: string | undefined; readonly readAt: number }>();
  const read = async (tenant: TenantId): Promise<string | undefined> => {
    const item = await getItem(table, auditKeys.sealed(tenant));
    const until = typeof item?.sealedUntil === 'string' ? item.sealedUntil : undefined;
    known.set(tenant, { until, readAt: elapsedMs() });
    return until;
  };
  return {
    read,
    /** At most a minute old; of this process's own sealing, never. */
    recent: async (tenant: TenantId): Promise<string | undefined> => {
      const one = known.get(tenant);
      return one && elapsedMs() - one.readAt < KEEP_MS ? one.until : read(tenant);
    },
    raise: async (tenant: TenantId, until: string): Promise<void> => {
      const before = await read(tenant);
      if (before !== undefined && before >= until) return;
      const lower = { expression: 'attribute_not_exists(pk) OR sealedUntil <= :until', values: { ':until': until } };
      await updateItem(table, auditKeys.sealed(tenant), 'SET sealedUntil = :until', lower);
      await read(tenant);
    },
  };
};
