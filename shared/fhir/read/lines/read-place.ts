import type { Address, CodeableConcept, Location, Reference } from 'fhir/r4';
import { isPlaceOfService } from '../../../codes/place-of-service.ts';
import { PLACE_OF_SERVICE } from '../../../codes/systems.ts';
import { compact } from '../../../core/model/compact.ts';
import type { LineNote } from '../../../core/model/message/inquiry.ts';
import type { Entry } from '../message/entry.ts';
import { onceRead } from '../once-read.ts';
import { find, type Reading } from '../reading.ts';
import { shortName } from '../short-name.ts';
import { isTimeZone } from './read-dates.ts';
import { providerKey } from './read-provider.ts';
import { usState } from './us-state.ts';

/** Where a service is performed, as far as the message says. */
export interface Place {
  readonly placeOfService?: string;
  /** Opaque key: NPI if known, else reference. */
  readonly facility?: string;
  readonly state?: string;
  readonly county?: string;
  readonly timeZone?: string;
  /** Medicare payment locality, as the site identifies it. */
  readonly locality?: string;
  /** The resource the state was read from. */
  readonly stateFrom?: string;
  /** What is stated twice differently here, or not understood. */
  readonly doubts?: readonly LineNote[];
}

const PLACE_NOT_UNDERSTOOD: LineNote = {
  id: 'place-unclear',
  says: 'The place of service is not a code of the CMS list: correct it, then ask again.',
};
const PLACES_DIFFER: LineNote = {
  id: 'place-unclear',
  says: 'Two different places of service are named: say where the test is done, then ask again.',
};
const STATE_NOT_UNDERSTOOD: LineNote = {
  id: 'state-unclear',
  says: 'The state of the site is not understood: correct it, then ask again.',
};
const STATES_DIFFER: LineNote = {
  id: 'state-unclear',
  says: 'The order names places in different states: say where the test is done, then ask again.',
};

const TIME_ZONE = 'http://hl7.org/fhir/StructureDefinition/timezone';
/** The CMS code set under the systems in use; the FHIR example codes repeat its numbers. */
const PLACE_SYSTEMS: ReadonlySet<string> = new Set([
  PLACE_OF_SERVICE,
  PLACE_OF_SERVICE.replace('https:', 'http:'),
  'http://terminology.hl7.org/CodeSystem/ex-serviceplace',
]);

/** The CMS place of service among codes; two digits without a system count as one. */
export const placeOfServiceIn = (concepts: readonly (CodeableConcept | undefined)[]): string | undefined =>
  concepts
    .flatMap((concept) => concept?.coding ?? [])
    .find(({ system, code }) => /^\d{2}$/.test(code ?? '') && (system === undefined || PLACE_SYSTEMS.has(system)))
    ?.code;

/** Two places of service in one list, or a code that is none. */
const placeDoubts = (concepts: readonly (CodeableConcept | undefined)[]): readonly LineNote[] => {
  const codes = concepts
    .flatMap((concept) => concept?.coding ?? [])
    .flatMap(({ system, code }) => (code && system !== undefined && PLACE_SYSTEMS.has(system) ? [code] : []));
  if (!codes.every(isPlaceOfService)) return [PLACE_NOT_UNDERSTOOD];
  return new Set(codes).size > 1 ? [PLACES_DIFFER] : [];
};

const stateDoubts = (address: Address | undefined): readonly LineNote[] =>
  address?.state?.trim() && !usState(address.state) ? [STATE_NOT_UNDERSTOOD] : [];

/** State and county of the first address that has a US state. */
export const stateOf = (
  addresses: readonly (Address | undefined)[],
  from: string,
): Pick<Place, 'state' | 'county' | 'stateFrom'> => {
  for (const address of addresses) {
    const state = usState(address?.state);
    const county = shortName(address?.district)
      ?.replace(/\s+/g, ' ')
      .replace(/ county$/i, '')
      .trim();
    if (state) return { state, ...(county ? { county } : {}), ...(from ? { stateFrom: from } : {}) };
  }
  return {};
};

const timeZoneOf = ({ extension = [] }: Location): string | undefined => {
  const zone = extension.find(({ url }) => url === TIME_ZONE)?.valueCode;
  return zone && isTimeZone(zone) ? zone : undefined;
};

/** A room has less data than its building; how many levels of `partOf` are read. */
const MAX_LEVELS = 4;

const withWholes = (reading: Reading, location: Entry<Location>): readonly Entry<Location>[] => {
  const chain = [location];
  for (let part = location; chain.length < MAX_LEVELS; ) {
    const whole = find(reading, part.resource.partOf, part, 'Location');
    if (!whole || chain.includes(whole)) break;
    chain.push(whole);
    part = whole;
  }
  return chain;
};

const first = <T>(values: readonly (T | undefined)[]): T | undefined => values.find((value) => value !== undefined);

const listed = (doubts: readonly LineNote[]): Pick<Place, 'doubts'> => (doubts.length ? { doubts } : {});

const readLocation = (reading: Reading, location: Entry<Location>): Omit<Place, 'facility'> => {
  const chain = withWholes(reading, location);
  const placeOfService = first(
    chain.map(({ resource: { type = [], physicalType } }) => placeOfServiceIn([...type, physicalType])),
  );
  const timeZone = first(chain.map(({ resource }) => timeZoneOf(resource)));
  const { localitySystem } = reading.canonicals;
  const locality = first(
    chain.map(({ resource: { identifier = [] } }) => identifier.find(({ system }) => system === localitySystem)?.value),
  );
  const states = chain.map(({ resource, reference }) => stateOf([resource.address], reference));
  const { managingOrganization } = location.resource;
  const owner = find(reading, managingOrganization, location, 'Organization');
  return {
    ...(placeOfService ? { placeOfService } : {}),
    ...(timeZone ? { timeZone } : {}),
    ...(locality ? { locality } : {}),
    ...listed(chain.flatMap(({ resource }) => [...placeDoubts(resource.type ?? []), ...stateDoubts(resource.address)])),
    ...(states.find(({ state }) => state) ?? (owner ? stateOf(owner.resource.address ?? [], owner.reference) : {})),
  };
};

const readOnePlace = onceRead((reading, reference, from): Place => {
  const facility = providerKey(reading, reference, from);
  const location = find(reading, reference, from, 'Location');
  const organization = find(reading, reference, from, 'Organization');
  return {
    ...(facility ? { facility } : {}),
    ...(location ? readLocation(reading, location) : {}),
    ...(organization ? stateOf(organization.resource.address ?? [], organization.reference) : {}),
  };
});

/** The place a reference names: a Location, or the Organization that runs one. */
export const readPlace = (reading: Reading, reference: Reference | undefined, from: Entry): Place =>
  reference ? readOnePlace(reading, reference, from) : {};

/** Later places fill in what earlier ones leave out; state and county come from the same address. */
export const joinPlaces = (places: readonly Place[]): Place => {
  const address = places.find(({ state }) => state);
  return compact({
    placeOfService: first(places.map(({ placeOfService }) => placeOfService)),
    facility: first(places.map(({ facility }) => facility)),
    timeZone: first(places.map(({ timeZone }) => timeZone)),
    locality: first(places.map(({ locality }) => locality)),
    state: address?.state,
    county: address?.county,
    stateFrom: address?.stateFrom,
    ...listed([...new Set(places.flatMap(({ doubts = [] }) => doubts))]),
  });
};

/** The places one order names for itself, each of which it means: where they differ, nobody knows which. */
export const joinNamedPlaces = (places: readonly Place[]): Place => {
  const differ = (name: 'placeOfService' | 'state') => new Set(places.flatMap((one) => one[name] ?? [])).size > 1;
  const doubts = [...(differ('placeOfService') ? [PLACES_DIFFER] : []), ...(differ('state') ? [STATES_DIFFER] : [])];
  return joinPlaces([...places, listed(doubts)]);
};
