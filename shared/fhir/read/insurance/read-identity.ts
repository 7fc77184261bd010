import type { Reference } from 'fhir/r4';
import type { CoverageFacts } from '../../../core/model/message/inquiry.ts';
import type { Entry } from '../message/entry.ts';
import { find, type Reading } from '../reading.ts';
import { shortName } from '../short-name.ts';

export type OrganizationIdentity = NonNullable<CoverageFacts['payor']>;

/** Raw identity of an organization: its identifiers and name, else those of the reference itself. */
export const readIdentity = (
  reading: Reading,
  reference: Reference | undefined,
  from: Entry,
): OrganizationIdentity | undefined => {
  if (!reference) return undefined;
  const organization = find(reading, reference, from, 'Organization')?.resource;
  const given = [...(organization?.identifier ?? []), ...(reference.identifier ? [reference.identifier] : [])];
  const identifiers = given.flatMap(({ system, value }) => (value ? [{ ...(system ? { system } : {}), value }] : []));
  const name = shortName(organization?.name ?? reference.display);
  return identifiers.length || name ? { identifiers, ...(name ? { name } : {}) } : undefined;
};
