import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { PackRef } from '../../core/model/ruleset.ts';
import { join, padded, segment, under } from './key-text.ts';
import type { Key, Range } from './table.ts';

type Named = Pick<PackRef, 'id' | 'version'>;
const packsPk = (tenant: string): string => under(tenant, 'RULEPACKS');
const contentPk = (tenant: TenantId, hash: string): string => under(tenant, 'RULEPACK', segment(hash));

/** Keys of a tenant's rule packs: heads and the pointer in one partition, each content in its own. */
export const packKeys = {
  pointer: (tenant: string): Key => ({ pk: packsPk(tenant), sk: 'ACTIVE' }),
  head: (tenant: TenantId, { id, version }: Named): Key => ({
    pk: packsPk(tenant),
    sk: join('PACK', segment(id), segment(version)),
  }),
  review: (tenant: TenantId, { hash }: PackRef): Key => ({ pk: contentPk(tenant, hash), sk: 'REVIEW' }),
  part: (tenant: TenantId, hash: string, index: number): Key => ({
    pk: contentPk(tenant, hash),
    sk: join('PART', padded(index)),
  }),
  simulation: (tenant: TenantId, hash: string): Key => ({
    pk: under(tenant, 'RULESIM', segment(hash)),
    sk: 'STATUS',
  }),
};

export const packRanges = {
  heads: (tenant: TenantId): Range => ({ pk: packsPk(tenant), from: 'PACK#', to: 'PACK#~~' }),
  parts: (tenant: TenantId, hash: string): Range => ({ pk: contentPk(tenant, hash), from: 'PART#', to: 'PART#~~' }),
};
