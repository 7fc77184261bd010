import type { TenantId } from '../../core/model/tenant-id.ts';
/** What a closed stretch of a tenant's audit trail held; each tells of the one before, so none can be taken out. */
export interface Manifest {
  readonly tenant: TenantId;
  /** ISO instants; `to` is not included. Where one manifest ends the next begins. */
  readonly from: string;
  readonly to: string;
  readonly count: number;
  /** sha256 of the sha256 of every entry, in the order of ids. */
  readonly digest: string;
  /** sha256 of the text of the manifest before; empty in the first. */
  readonly previous: string;
  /** ISO instant before which no entry of it is cleared away. */
  readonly keepUntil: string;
}

/** Where manifests are written once and never again. */
export interface ManifestStore {
  /** In the order of time; those behind `after` where it is given. */
  names(tenant: TenantId, after?: string): Promise<readonly string[]>;
  read(tenant: TenantId, name: string): Promise<string>;
  /** @param keepUntil ISO instant before which nobody can remove it, where the store can see to that */
  put(tenant: TenantId, name: string, text: string, keepUntil: string): Promise<'written' | 'taken'>;
}
