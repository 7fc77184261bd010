import { asMemberKey, type MemberKey } from '../../core/model/keys/person-keys.ts';
import { plainMemberNumber } from '../../core/model/keys/plain-number.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { Digest } from '../ports/ports.ts';

/** The keyed hash of a member number in keys, ignoring spacing; the same for writing and searching. */
const memberKeyOf = (digest: Pick<Digest, 'keyed'>, tenant: TenantId, memberId: string, version?: string): MemberKey =>
  asMemberKey(digest.keyed(tenant, `member-number:${plainMemberNumber(memberId)}`, version));

/** An identifier asked for: without a system, of any. */
export interface IdentifierAsked {
  readonly system?: string;
  readonly value: string;
}

/** As written by `memberKeysOf`, under every version of the key, the current one first. */
export const everyMemberKey = (
  digest: Pick<Digest, 'keyed' | 'versions'>,
  tenant: TenantId,
  { system, value }: IdentifierAsked,
) =>
  digest.versions.flatMap((version) =>
    [value, `${system ?? '*'}|${value}`].map((name) => memberKeyOf(digest, tenant, name, version)),
  );

/**
 * Hashes of every member number the patient of a message has with a payer, whatever its system, and of the patient's
 * other identifiers, with their system and for a search without one.
 */
export const memberKeysOf = (
  digest: Pick<Digest, 'keyed'>,
  tenant: TenantId,
  { patient, coverages }: Pick<Inquiry, 'patient' | 'coverages'>,
  version?: string,
): readonly MemberKey[] => {
  const others = (patient.identifiers ?? []).flatMap((name) => [name, `*${name.slice(name.lastIndexOf('|'))}`]);
  const numbers = [...patient.memberIds, ...coverages.flatMap(({ memberId }) => memberId ?? []), ...others];
  return [...new Set(numbers.map((number) => memberKeyOf(digest, tenant, number, version)))];
};
