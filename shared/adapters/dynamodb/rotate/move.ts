import type { Digest } from '../../../app/ports/ports.ts';
import type { TenantId } from '../../../core/model/tenant-id.ts';
import type { Item, TableAccess } from '../table-access.ts';

/** What moving keys needs. */
export interface Rotation {
  readonly table: TableAccess;
  readonly digest: Digest;
}

/**
 * Brings one item, and what points to it, to the current version of the hash key. Safe to stop anywhere and to do again.
 * Resolves to false where another writer was faster: it is looked at again by the next run.
 */
export type KeyMove = () => Promise<boolean>;

/** How an item is moved; `undefined` where all of it is by the current version. */
export type PlanMove = (item: Item, tenant: TenantId, rotation: Rotation) => Promise<KeyMove | undefined>;
