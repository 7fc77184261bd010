import type { Coverage, Location, Organization, Patient, Practitioner, Reference, ServiceRequest } from 'fhir/r4';
import { compact } from '../../../core/model/compact.ts';
import type { OrderParties } from '../../../core/submission/order-parties.ts';
import type { RequestMember, RequestParty } from '../../../core/submission/request-content.ts';
import { memberNumbers } from '../insurance/member-numbers.ts';
import type { Entry } from '../message/entry.ts';
import { find, type Reading } from '../reading.ts';
import { partyOf, personName, postalAddress, shortText } from './party.ts';

/** What a provider's reference leads to. */
interface Found {
  readonly person?: RequestParty | undefined;
  readonly group?: RequestParty | undefined;
  readonly site?: RequestParty | undefined;
}

const resourceAt = <T extends 'Practitioner' | 'Organization' | 'Location'>(
  reading: Reading,
  reference: Reference | undefined,
  from: Entry,
  type: T,
) => find(reading, reference, from, type)?.resource;

/** Of a reference that leads nowhere in the message its identifier and its name are all there is. */
const bare = ({ identifier, display, type, reference }: Reference): Found => {
  const numbers = partyOf(undefined, identifier ? { identifier: [identifier] } : {});
  const isGroup = type === 'Organization' || /(^|\/)Organization\//.test(reference ?? '');
  const organization = shortText(display);
  if (isGroup) return { group: organization === undefined ? numbers : { name: { organization }, ...numbers } };
  return { person: numbers };
};

const foundAt = (reading: Reading, reference: Reference | undefined, from: Entry): Found => {
  if (!reference) return {};
  const beside = reference.identifier ? { identifier: [reference.identifier] } : {};
  const role = find(reading, reference, from, 'PractitionerRole');
  if (role) {
    const { practitioner, organization, location = [], identifier, telecom } = role.resource;
    const told = { ...(identifier ? { identifier } : {}), ...(telecom ? { telecom } : {}) };
    return {
      person:
        partyOf(resourceAt(reading, practitioner, role, 'Practitioner'), told) ??
        (practitioner && bare(practitioner).person),
      group: partyOf(resourceAt(reading, organization, role, 'Organization')),
      site: partyOf(resourceAt(reading, location[0], role, 'Location')),
    };
  }
  const person: Practitioner | undefined = resourceAt(reading, reference, from, 'Practitioner');
  if (person) return { person: partyOf(person, beside) };
  const group: Organization | undefined = resourceAt(reading, reference, from, 'Organization');
  return group ? { group: partyOf(group, beside) } : bare(reference);
};

const siteOf = (order: Entry<ServiceRequest>, reading: Reading): Found => {
  const [reference] = order.resource.locationReference ?? [];
  const entry = find(reading, reference, order, 'Location');
  if (!entry) return {};
  const site: Location = entry.resource;
  return {
    site: partyOf(site),
    group: partyOf(resourceAt(reading, site.managingOrganization, entry, 'Organization')),
  };
};

const relationOf = ({ relationship }: Coverage): string | undefined =>
  relationship?.coding?.map(({ code }) => code).find((code) => code !== undefined);

const groupNumber = ({ class: classes = [] }: Coverage): string | undefined =>
  shortText(classes.find(({ type }) => type.coding?.some(({ code }) => code === 'group'))?.value);

const sexOf = ({ gender }: Patient): RequestMember['sex'] =>
  gender === 'female' || gender === 'male' ? gender : 'unknown';

const memberOf = (
  patient: Patient | undefined,
  coverage: Entry<Coverage> | undefined,
  reading: Reading,
): RequestMember => {
  const held = coverage?.resource;
  const subscriber = find(reading, held?.subscriber, coverage ?? NOWHERE, 'Patient', 'RelatedPerson')?.resource;
  const relationship = held && relationOf(held);
  const isOther = relationship !== undefined && relationship !== 'self';
  return compact({
    memberId:
      memberNumbers(held?.identifier)[0] ?? shortText(held?.subscriberId) ?? memberNumbers(patient?.identifier)[0],
    ...personName(patient?.name),
    birthDate: patient?.birthDate,
    sex: patient && sexOf(patient),
    address: postalAddress(patient?.address),
    relationship: isOther ? relationship : undefined,
    subscriber:
      isOther && subscriber ? compact({ ...personName(subscriber.name), birthDate: subscriber.birthDate }) : undefined,
    group: held && groupNumber(held),
  });
};

/** Where there is no Coverage, its references lead nowhere. */
const NOWHERE: Entry = { resource: { resourceType: 'Basic', code: {} }, path: '', reference: '' };

/** Who an order is about, from and for, as far as its message tells. */
export const readParties = (
  order: Entry<ServiceRequest>,
  coverage: Entry<Coverage> | undefined,
  reading: Reading,
): OrderParties => {
  const { requester, performer = [], subject } = order.resource;
  const asking = foundAt(reading, requester, order);
  const performers = performer.slice(0, 5).map((one) => foundAt(reading, one, order));
  const place = siteOf(order, reading);
  const first = (part: keyof Found): RequestParty | undefined =>
    performers.find((one) => one[part])?.[part] ?? place[part];
  const patient = find(reading, subject, order, 'Patient')?.resource;
  return compact({
    member: memberOf(patient, coverage, reading),
    ordering: asking.person ?? asking.group ?? {},
    rendering: first('person'),
    group: first('group'),
    site: place.site ?? first('site'),
  });
};
