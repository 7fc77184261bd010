import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
/**
 * The content of a closed window of a tenant's audit trail; each includes the hash of the one before, so none can be
 * removed.
 */
export interface Manifest {
  readonly tenant: TenantId;
  /** ISO instants; `to` is excluded. Each manifest starts where the previous one ends. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** sha256 of the sha256 of every entry, in the order of ids. */
  readonly digest: string;
  /** sha256 of the text of the manifest before; empty in the first. */
  readonly previous: string;
  /** ISO instant before which none of its entries is deleted. */
  readonly keepUntil: string;
  /** The only writer stopped at its end: nothing follows until one starts again. */
  readonly stopped?: true;
}

/** Write-once storage of manifests. */
export interface ManifestStore {
  /** In time order; only those after `after` if given. */
  names(tenant: TenantId, after?: string): Promise<readonly string[]>;
  read(tenant: TenantId, name: string): Promise<string>;
  /** @param keepUntil ISO instant before which it cannot be removed, if the store can enforce that */
  put(tenant: TenantId, name: string, text: string, keepUntil: string): Promise<'written' | 'taken'>;
}
