import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Digest, Tenant } from '../ports/ports.ts';

/** What its test numbers are known by; says nothing about the tenant. */
export const tenantMark = (tenant: TenantId, digest: Pick<Digest, 'of'>): string => digest.of(['test-numbers', tenant]);

/** Whose test numbers count at a tenant: its own, and in a sandbox those of the payers it practises with. */
export const testMarks = (
  { id, testMode }: Pick<Tenant, 'id' | 'testMode'>,
  digest: Pick<Digest, 'of'>,
): readonly string[] => [id, ...(testMode?.practicePayers ?? [])].map((one) => tenantMark(one, digest));
