import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { join, padded, segment, under } from './key-text.ts';
import type { Key, Range } from './table.ts';

const contentPk = (tenant: TenantId, name: string): string => under(tenant, 'UMCONTENT', segment(name));
const memberPk = (tenant: TenantId, memberHash: string): string => under(tenant, 'UMMEMBER', segment(memberHash));

/** Keys of prior authorization requests at the payer: a head each, and what leads to it. Trace and member numbers are keyed hashes. */
export const reviewKeys = {
  head: (tenant: TenantId, id: string): Key => ({ pk: under(tenant, 'UMREQUEST', segment(id)), sk: 'CURRENT' }),
  /** Of a claim that changed a request; the first one's request has its name. */
  claim: (tenant: TenantId, claimHash: string): Key => ({
    pk: under(tenant, 'UMCLAIM', segment(claimHash)),
    sk: 'REQUEST',
  }),
  member: (tenant: TenantId, memberHash: string, receivedAt: string, id: string): Key => ({
    pk: memberPk(tenant, memberHash),
    sk: join(segment(receivedAt), segment(id)),
  }),
  part: (tenant: TenantId, name: string, index: number): Key => ({
    pk: contentPk(tenant, name),
    sk: join('PART', padded(index)),
  }),
};

/** Requests as reviewers find them; the position names the version, so that a page tells whether it changed. */
export const queueIndexes = (tenant: TenantId, queue: string, id: string, at: string, version: number) => ({
  gsi3pk: under(tenant, 'UMQUEUE', queue),
  gsi3sk: join(segment(at), segment(id), padded(version)),
});

export const reviewRanges = {
  queue: (tenant: TenantId, queue: string): Range => ({
    index: 'service',
    pk: under(tenant, 'UMQUEUE', queue),
    from: ' ',
    to: '~~',
  }),
  member: (tenant: TenantId, memberHash: string): Range => ({ pk: memberPk(tenant, memberHash), from: ' ', to: '~~' }),
  parts: (tenant: TenantId, name: string): Range => ({ pk: contentPk(tenant, name), from: 'PART#', to: 'PART#~~' }),
};

/** The request whose head a row of an index is of. */
export const requestIdIn = ({ pk }: Readonly<Record<string, unknown>>): string => String(pk).split('#').at(-1) ?? '';
