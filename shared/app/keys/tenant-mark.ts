import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Digest } from '../ports/ports.ts';

/** What its test numbers are known by; says nothing about the tenant. */
export const tenantMark = (tenant: TenantId, digest: Pick<Digest, 'of'>): string => digest.of(['test-numbers', tenant]);
