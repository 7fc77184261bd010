import * as z from 'zod/mini';
import type { Member, MemberRef } from '../../../app/ports/authorization-store.ts';
import type { Digest } from '../../../app/ports/ports.ts';
import { plainMemberNumber } from '../../../core/model/keys/plain-number.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { makeReader } from '../item.ts';
import { type Key, keys } from '../table.ts';
import type { Item } from '../table-access.ts';

export const memberKey = (
  digest: Digest,
  tenant: TenantId,
  { payer, memberId }: MemberRef,
  version = digest.versions[0],
): Key =>
  keys.member(tenant, payer, version, digest.keyed(tenant, `member:${payer}:${plainMemberNumber(memberId)}`, version));

/** Keys a member's row may have, the current version of the hash key first. */
export const memberItemKeys = (digest: Digest, tenant: TenantId, member: MemberRef): readonly Key[] =>
  digest.versions.map((version) => memberKey(digest, tenant, member, version));

const shape = z.looseObject({
  member: z.looseObject({ payer: z.string(), memberId: z.string(), status: z.enum(['active', 'terminated']) }),
});
const readShape = makeReader<{ readonly member: Member }>('member', shape);

export const memberItem = (digest: Digest, tenant: TenantId, member: Member): Item & Key => ({
  ...memberKey(digest, tenant, member),
  member,
});
export const readMember = (item: Item): Member => readShape(item).member;
