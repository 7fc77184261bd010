import { plainMemberNumber } from '../../core/model/keys/plain-number.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { GivenIdentifier } from '../../core/model/message/submitted-request.ts';
import type { Digest } from '../ports/ports.ts';

/** Keyed hash of a claim's trace number and its sender, under every version of the key, the current one first. */
export const claimKeys = (
  tenant: TenantId,
  sender: string,
  { system = '', value }: GivenIdentifier,
  digest: Pick<Digest, 'keyed' | 'versions'>,
): readonly [string, ...string[]] => {
  const [current, ...earlier] = digest.versions;
  const keyOf = (version: string) =>
    digest.keyed(tenant, JSON.stringify(['claim-trace', sender, system, value]), version);
  return [keyOf(current), ...earlier.map(keyOf)];
};

/** Keyed hashes of a member number, likewise. */
export const reviewMemberKeys = (
  tenant: TenantId,
  memberId: string,
  digest: Pick<Digest, 'keyed' | 'versions'>,
): readonly string[] =>
  digest.versions.map((version) => digest.keyed(tenant, `review-member:${plainMemberNumber(memberId)}`, version));
