import type { Address, ContactPoint, HumanName, Identifier, Location, Organization, Practitioner } from 'fhir/r4';
import { compact } from '../../../core/model/compact.ts';
import type { PostalAddress, RequestParty } from '../../../core/submission/request-content.ts';
import { isTaxNumber, NPI_SYSTEMS } from '../lines/provider-numbers.ts';

/** Characters of a name, a number or a line of an address; longer ones are no such thing. */
const LONGEST = 100;
const MOST_LINES = 4;
const MOST_NAMES = 20;

export const shortText = (text: string | undefined): string | undefined => {
  const plain = text?.trim();
  return plain && plain.length <= LONGEST ? plain : undefined;
};

const isCurrent = ({ period, use }: HumanName | Address): boolean => period?.end === undefined && use !== 'old';

export const personName = (
  names: readonly HumanName[] = [],
): { readonly family?: string; readonly given?: string } | undefined => {
  const some = names.slice(0, MOST_NAMES);
  const name = some.find((one) => one.use === 'official') ?? some.find(isCurrent) ?? some[0];
  if (!name) return undefined;
  const found = compact({ family: shortText(name.family), given: shortText(name.given?.slice(0, 3).join(' ')) });
  return found.family === undefined && found.given === undefined ? undefined : found;
};

export const postalAddress = (addresses: readonly Address[] = []): PostalAddress | undefined => {
  const some = addresses.slice(0, MOST_NAMES);
  const address = some.find((one) => isCurrent(one) && one.use !== 'billing') ?? some[0];
  if (!address) return undefined;
  const { line = [], city, state, postalCode } = address;
  const lines = line.slice(0, MOST_LINES).flatMap((one) => shortText(one) ?? []);
  const found = compact({ city: shortText(city), state: shortText(state), postalCode: shortText(postalCode) });
  return lines.length || Object.keys(found).length ? { lines, ...found } : undefined;
};

const numberOf = (telecom: readonly ContactPoint[], system: 'phone' | 'fax'): string | undefined =>
  shortText(telecom.slice(0, MOST_NAMES).find((one) => one.system === system && one.value)?.value);

const npiOf = (identifiers: readonly Identifier[]): string | undefined =>
  identifiers.find(({ system, value }) => NPI_SYSTEMS.has(system) && value && /^\d{10}$/.test(value))?.value;

const tinOf = (identifiers: readonly Identifier[]): string | undefined => {
  const digits = identifiers.find(isTaxNumber)?.value?.replace(/\D/g, '');
  return digits?.length === 9 ? digits : undefined;
};

const addressesOf = (resource: Practitioner | Organization | Location): readonly Address[] => {
  if (resource.resourceType !== 'Location') return resource.address ?? [];
  return resource.address ? [resource.address] : [];
};

const nameOf = (resource: Practitioner | Organization | Location): RequestParty['name'] => {
  if (resource.resourceType === 'Practitioner') return personName(resource.name);
  const organization = shortText(resource.name);
  return organization === undefined ? undefined : { organization };
};

/** A person, an organization or a place by its numbers. `beside`: identifiers and numbers from a role or a reference. */
export const partyOf = (
  resource: Practitioner | Organization | Location | undefined,
  beside: { readonly identifier?: readonly Identifier[]; readonly telecom?: readonly ContactPoint[] } = {},
): RequestParty | undefined => {
  const identifiers = [...(resource?.identifier ?? []), ...(beside.identifier ?? [])].slice(0, MOST_NAMES);
  const telecom = [...(beside.telecom ?? []), ...(resource?.telecom ?? [])];
  const party: RequestParty = compact({
    name: resource && nameOf(resource),
    npi: npiOf(identifiers),
    tin: tinOf(identifiers),
    phone: numberOf(telecom, 'phone'),
    fax: numberOf(telecom, 'fax'),
    address: resource && postalAddress(addressesOf(resource)),
  });
  return Object.keys(party).length ? party : undefined;
};
