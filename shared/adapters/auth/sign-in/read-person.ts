import { createHash } from 'node:crypto';
import { tenantId } from '../../../app/keys/tenant-id.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import type { Claims } from '../check-jwt.ts';

const LONGEST_NAME = 100;
const SUBJECT_CHARACTERS = 32;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** An address is no name; control characters would break lines of whoever prints it. */
const isName = (name: string): boolean => name !== '' && !name.includes('@');
const plain = (name: string): string => name.replace(/\p{C}+/gu, ' ').slice(0, LONGEST_NAME);

/** A person's name for people, from the claims of the `profile` scope. */
const nameOf = ({ name, given_name, family_name, preferred_username }: Claims): string => {
  const names = [text(name), `${text(given_name)} ${text(family_name)}`.trim(), text(preferred_username)];
  return plain(names.find(isName) ?? 'Name not given');
};

/** The same account is the same subject, whatever it is called; its own id may be an address, so it is hashed. */
const subjectOf = ({ iss, sub }: Claims): string =>
  `user:${createHash('sha256')
    .update(JSON.stringify([iss, sub]))
    .digest('hex')
    .slice(0, SUBJECT_CHARACTERS)}`;

/** Which tenant's person the claims describe; nothing where they name none. */
export const readPerson = (
  claims: Claims,
  { tenant, tenantClaim }: { readonly tenant?: string; readonly tenantClaim?: string },
): { readonly tenant: TenantId; readonly subject: string; readonly name: string } | undefined => {
  const named =
    tenant ?? (tenantClaim !== undefined && Object.hasOwn(claims, tenantClaim) ? text(claims[tenantClaim]) : '');
  return named ? { tenant: tenantId(named), subject: subjectOf(claims), name: nameOf(claims) } : undefined;
};
