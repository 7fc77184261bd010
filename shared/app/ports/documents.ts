import type { TenantId } from '../../core/model/keys/tenant-id.ts';

/** Bytes of documents, by digest and outside the table. */
export interface DocumentStore {
  /** Again under the same name it changes nothing. */
  put(tenant: TenantId, name: string, base64: string): Promise<void>;
  /** As base64. */
  get(tenant: TenantId, name: string): Promise<string | undefined>;
}
