import type { TenantId } from '../../core/model/keys/tenant-id.ts';

/** Texts about a person that only this service can read, each bound to what it is about. */
export interface Sealed {
  seal(tenant: TenantId, about: readonly string[], text: string): string;
  /** Nothing where it was altered, belongs elsewhere, or its key is no longer held. */
  unseal(tenant: TenantId, about: readonly string[], sealed: string): string | undefined;
}
