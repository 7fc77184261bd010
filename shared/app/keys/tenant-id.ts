import type { TenantId } from '../../core/model/keys/tenant-id.ts';

/** A text from outside (settings, a token, a command) that names a tenant. */
export const tenantId = (text: string): TenantId => text as TenantId;
