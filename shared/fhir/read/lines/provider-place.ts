import type { Reference } from 'fhir/r4';
import type { Entry } from '../message/entry.ts';
import { find, type Reading } from '../reading.ts';
import { joinPlaces, type Place, readPlace } from './read-place.ts';

const ofOrganization = (reading: Reading, reference: Reference | undefined, from: Entry): Place => {
  const { facility: _group, ...place } = find(reading, reference, from, 'Organization')
    ? readPlace(reading, reference, from)
    : {};
  return place;
};

/** Where the performers work: the one location of their role, else the address of their organization. */
export const placeOfProviders = (reading: Reading, references: readonly Reference[], from: Entry): Place =>
  joinPlaces(
    references.flatMap((reference) => {
      const role = find(reading, reference, from, 'PractitionerRole');
      if (!role) return [ofOrganization(reading, reference, from)];
      const [location, more] = role.resource.location ?? [];
      return [
        ...(location && !more ? [readPlace(reading, location, role)] : []),
        ofOrganization(reading, role.resource.organization, role),
      ];
    }),
  );
