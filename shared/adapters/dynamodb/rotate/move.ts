import type { Digest } from '../../../app/ports/ports.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import type { Item, TableAccess } from '../table-access.ts';

/** What a key rotation needs. */
export interface Rotation {
  readonly table: TableAccess;
  readonly digest: Digest;
}

/**
 * Moves one item, and the pointers to it, to the current version of the hash key. Safe to interrupt and repeat.
 * Resolves to false if another writer changed it meanwhile: the next run handles it.
 */
export type KeyMove = () => Promise<boolean>;

/** How to move an item; `undefined` if it already uses the current version. */
export type PlanMove = (item: Item, tenant: TenantId, rotation: Rotation) => Promise<KeyMove | undefined>;
