import type { Identifier, Reference } from 'fhir/r4';
import type { Entry } from '../message/entry.ts';
import { VERSION } from '../message/entry-index.ts';
import { find, type Reading } from '../reading.ts';
import { NPI_SYSTEMS } from './provider-numbers.ts';

/** Who performs a service, as opaque keys: equal when the same. */
export interface Provider {
  readonly performer?: string;
  readonly providerGroup?: string;
}

const npiIn = (identifiers: readonly Identifier[] | undefined): string | undefined =>
  identifiers?.find(({ system, value }) => NPI_SYSTEMS.has(system) && value)?.value;

const entryKey = ({ resource, container }: Entry): string | undefined =>
  resource.id && !container ? `${resource.resourceType}/${resource.id}` : undefined;

/** `Type/id`; the type is bounded, so that no text makes the search for its beginning long. */
const REST = /([A-Z][A-Za-z]{1,63}\/[A-Za-z0-9\-.]{1,64})$/;

/** `Type/id` of any literal reference, so that absolute and relative ones are equal. */
const plainReference = ({ reference }: Reference): string | undefined => {
  const plain = reference?.replace(VERSION, '');
  return plain && (REST.exec(plain)?.[1] ?? plain);
};

/** NPI if known, else the reference, else any other identifier. */
export const providerKey = (reading: Reading, reference: Reference | undefined, from: Entry): string | undefined => {
  if (!reference) return undefined;
  const entry = find(reading, reference, from, 'Practitioner', 'Organization', 'Location', 'PractitionerRole');
  const npi = npiIn(reference.identifier ? [reference.identifier] : []) ?? npiIn(entry?.resource.identifier);
  return npi ?? (entry && entryKey(entry)) ?? plainReference(reference) ?? reference.identifier?.value;
};

const ORGANIZATION = /(^|\/)Organization\//;

const isOrganization = (reading: Reading, reference: Reference, from: Entry): boolean =>
  find(reading, reference, from, 'Organization') !== undefined ||
  ORGANIZATION.test(reference.reference ?? '') ||
  reference.type === 'Organization';

/** A person acts for a group in a role; an organization is the group itself. */
const readProvider = (reading: Reading, reference: Reference, from: Entry): Provider => {
  const role = find(reading, reference, from, 'PractitionerRole');
  if (role) {
    const person = providerKey(reading, role.resource.practitioner, role) ?? providerKey(reading, reference, from);
    const group = providerKey(reading, role.resource.organization, role);
    return { ...(person ? { performer: person } : {}), ...(group ? { providerGroup: group } : {}) };
  }
  const key = providerKey(reading, reference, from);
  if (!key) return {};
  return isOrganization(reading, reference, from) ? { providerGroup: key } : { performer: key };
};

/** The first performer and the first group the references name. */
export const readProviders = (reading: Reading, references: readonly Reference[], from: Entry): Provider => {
  const providers = references.map((reference) => readProvider(reading, reference, from));
  const performer = providers.find((one) => one.performer)?.performer;
  const group = providers.find((one) => one.providerGroup)?.providerGroup;
  return { ...(performer ? { performer } : {}), ...(group ? { providerGroup: group } : {}) };
};
