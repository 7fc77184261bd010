import type {
  Address,
  ContactPoint,
  Identifier,
  Organization,
  Practitioner,
  PractitionerRole,
  Reference,
} from 'fhir/r4';
import { NPI } from '../../../codes/systems.ts';
import { compact } from '../../../core/model/compact.ts';
import type { PostalAddress, RequestContent, RequestParty } from '../../../core/submission/request-content.ts';
import { conceptOf } from '../extensions.ts';
import { X12_ENTITY } from '../names.ts';
import type { PasNaming } from './pas-asked.ts';
import type { RequestEntries } from './request-entries.ts';

const TIN = 'http://terminology.hl7.org/NamingSystem/USEIN';
const ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** In place of what a profile asks for and nobody told us. */
export const notTold = () => ({ extension: [{ url: ABSENT, valueCode: 'unknown' }] });

export const postalAddressOf = ({ lines, city, state, postalCode }: PostalAddress): Address =>
  compact({ line: lines.length ? [...lines] : undefined, city, state, postalCode });

const telecomOf = ({ phone, fax }: RequestParty): ContactPoint[] | undefined => {
  const all: ContactPoint[] = [
    ...(phone ? [{ system: 'phone' as const, value: phone }] : []),
    ...(fax ? [{ system: 'fax' as const, value: fax }] : []),
  ];
  return all.length ? all : undefined;
};

const identifiersOf = ({ npi, tin }: RequestParty, withTin: boolean): Identifier[] | undefined => {
  const all = [...(npi ? [{ system: NPI, value: npi }] : []), ...(withTin && tin ? [{ system: TIN, value: tin }] : [])];
  return all.length ? all : undefined;
};

const isOrganization = ({ name }: RequestParty): boolean => name !== undefined && 'organization' in name;
const nameOf = ({ name }: RequestParty): string | undefined =>
  name && 'organization' in name
    ? name.organization
    : [name?.given, name?.family].filter(Boolean).join(' ') || undefined;

/** A party by its number, else by its name: the same one has one resource, whatever it does. */
const keyOf = (party: RequestParty): string => party.npi ?? JSON.stringify(party.name ?? {});

const addOrganization = (party: RequestParty, type: string, profile: string, entries: RequestEntries): Reference => {
  const name = nameOf(party);
  return entries.add<Organization>(
    `Organization ${keyOf(party)}`,
    profile,
    compact({
      resourceType: 'Organization' as const,
      identifier: identifiersOf(party, true),
      active: true,
      type: [conceptOf(X12_ENTITY, type)],
      ...(name ? { name } : { _name: notTold() }),
      telecom: telecomOf(party),
      address: party.address ? [postalAddressOf(party.address)] : undefined,
    }),
  );
};

const addPractitioner = (party: RequestParty, entries: RequestEntries): Reference => {
  const { family, given } = party.name && !('organization' in party.name) ? party.name : {};
  return entries.add<Practitioner>(
    `Practitioner ${keyOf(party)}`,
    'profile-practitioner',
    compact({
      resourceType: 'Practitioner' as const,
      identifier: identifiersOf(party, false),
      name: [compact({ ...(family ? { family } : { _family: notTold() }), given: given ? [given] : undefined })],
      telecom: telecomOf(party),
      address: party.address ? [postalAddressOf(party.address)] : undefined,
    }),
  );
};

/** A person at work for an organization. */
const addRole = (
  person: RequestParty,
  organization: RequestParty | undefined,
  at: Reference | undefined,
  entries: RequestEntries,
) =>
  entries.add<PractitionerRole>(
    `PractitionerRole ${keyOf(person)} ${organization ? keyOf(organization) : ''}`,
    'profile-practitionerrole',
    compact({
      resourceType: 'PractitionerRole' as const,
      practitioner: addPractitioner(person, entries),
      organization: at,
      telecom: telecomOf(person) ?? (organization && telecomOf(organization)),
    }),
  );

/** X12 98: who somebody is to a request. */
const REQUESTER = '1P';
const INSURER = 'PR';
const ORDERS = 'DK';
const RENDERS = 'SJ';
const GROUP = 'QV';
const FACILITY = 'FA';

export const addRequester = ({ requester }: RequestContent, entries: RequestEntries): Reference =>
  addOrganization(requester, REQUESTER, 'profile-requestor', entries);

export const addInsurer = ({ payer }: RequestContent, { base }: PasNaming, entries: RequestEntries): Reference => {
  const own = { system: `${base}/NamingSystem/payer`, value: payer.id };
  const given = payer.identifiers.map(({ system = own.system, value }) => ({ system, value }));
  return entries.add<Organization>('Organization insurer', 'profile-insurer', {
    resourceType: 'Organization',
    identifier: given.length ? given : [own],
    active: true,
    type: [conceptOf(X12_ENTITY, INSURER)],
    name: payer.name,
  });
};

interface TeamMember {
  readonly role: string;
  readonly provider: Reference;
}

/** Who orders, who performs, for which group and where; one that is told twice in one role stands here once. */
export const addCareTeam = (content: RequestContent, entries: RequestEntries): readonly TeamMember[] => {
  const { ordering, rendering, group, site } = content;
  const at = (party: RequestParty | undefined, type: string) =>
    party && addOrganization(party, type, 'profile-organization', entries);
  const whole = at(group, GROUP);
  const person = (party: RequestParty, of: RequestParty | undefined, organization: Reference | undefined) =>
    isOrganization(party)
      ? addOrganization(party, GROUP, 'profile-organization', entries)
      : addRole(party, of, organization, entries);
  return [
    { role: ORDERS, provider: person(ordering, undefined, undefined) },
    ...(rendering ? [{ role: RENDERS, provider: person(rendering, group, whole) }] : []),
    ...(whole ? [{ role: GROUP, provider: whole }] : []),
    ...(site ? [{ role: FACILITY, provider: at(site, FACILITY) ?? {} }] : []),
  ];
};
