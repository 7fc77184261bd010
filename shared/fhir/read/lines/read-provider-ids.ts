import type { Identifier, Reference } from 'fhir/r4';
import type { Entry } from '../message/entry.ts';
import { find, type Reading } from '../reading.ts';
import { isTaxNumber, NPI_SYSTEMS } from './provider-numbers.ts';

const keysIn = (identifiers: readonly Identifier[] = []): readonly string[] =>
  identifiers.flatMap((one) => {
    if (!one.value) return [];
    if (NPI_SYSTEMS.has(one.system)) return [`npi|${one.value}`];
    return isTaxNumber(one) ? [`tax|${one.value.replace(/\D/g, '')}`] : [];
  });

const keysOf = (reading: Reading, reference: Reference | undefined, from: Entry): readonly string[] => {
  if (!reference) return [];
  const own = keysIn(reference.identifier ? [reference.identifier] : []);
  const role = find(reading, reference, from, 'PractitionerRole');
  if (role)
    return [
      ...own,
      ...keysIn(role.resource.identifier),
      ...keysOf(reading, role.resource.practitioner, role),
      ...keysOf(reading, role.resource.organization, role),
    ];
  const entry = find(reading, reference, from, 'Practitioner', 'Organization');
  return [...own, ...keysIn(entry?.resource.identifier)];
};

/** National numbers and tax ids of these providers and the groups they act for, as a plan's notice names them. */
export const providerIds = (
  reading: Reading,
  references: readonly (Reference | undefined)[],
  from: Entry,
): readonly string[] | undefined => {
  const keys = [...new Set(references.flatMap((one) => keysOf(reading, one, from)))];
  return keys.length ? keys : undefined;
};
