import * as z from 'zod/mini';
import type { Member, MemberRef } from '../../app/authorization-store.ts';
import type { Digest } from '../../app/ports.ts';
import { makeReader } from './item.ts';
import { type Key, keys } from './table.ts';
import type { Item } from './table-access.ts';

/** `1EG4-TE5-MK73`, `1eg4te5mk73` and `1EG4 TE5 MK73` are one member. */
const plain = (memberId: string): string => memberId.toUpperCase().replace(/[\s\-\u2010-\u2015]/g, '');

export const memberKey = (
  digest: Digest,
  tenant: string,
  { payer, memberId }: MemberRef,
  version = digest.versions[0],
): Key => keys.member(tenant, payer, version, digest.keyed(tenant, `member:${payer}:${plain(memberId)}`, version));

/** Where the row of a member may stand, the current version of the hash key first. */
export const everyMemberKey = (digest: Digest, tenant: string, member: MemberRef): readonly Key[] =>
  digest.versions.map((version) => memberKey(digest, tenant, member, version));

const shape = z.looseObject({
  member: z.looseObject({ payer: z.string(), memberId: z.string(), status: z.enum(['active', 'terminated']) }),
});
const readShape = makeReader<{ readonly member: Member }>('member', shape);

export const memberItem = (digest: Digest, tenant: string, member: Member): Item & Key => ({
  ...memberKey(digest, tenant, member),
  member,
});
export const readMember = (item: Item): Member => readShape(item).member;
