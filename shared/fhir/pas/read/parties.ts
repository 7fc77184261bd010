import type { Claim, Coverage, Identifier, Reference } from 'fhir/r4';
import { IDENTIFIER_TYPE, NPI } from '../../../codes/systems.ts';
import type { RequestParties } from '../../../core/model/message/submitted-request.ts';
import type { Entry } from '../../read/message/entry.ts';
import type { Message } from '../../read/message/message.ts';
import { follow } from '../../read/message/references.ts';

const MEMBER_TYPES: ReadonlySet<string | undefined> = new Set(['MB', 'MC', 'SN']);

/** Typed as a member number, or not typed at all. */
const isMemberNumber = ({ type }: Identifier): boolean => {
  const coding = (type?.coding ?? []).filter(({ system }) => system === undefined || system === IDENTIFIER_TYPE);
  return coding.length === 0 || coding.some(({ code }) => MEMBER_TYPES.has(code));
};

/** Member numbers among identifiers of a person. */
export const memberNumbersIn = (identifiers: readonly Identifier[] = []): readonly string[] =>
  identifiers.filter(isMemberNumber).flatMap(({ value }) => value ?? []);

/** Roles of a care team that order or render (X12 98); others only know the patient. */
const ROLES: ReadonlySet<string | undefined> = new Set(['82', 'SJ', 'DK', '77', 'FA', 'G3', '1T', 'QV', '72']);

const isPartOf = ({ role }: NonNullable<Claim['careTeam']>[number]): boolean =>
  !role?.coding?.length || role.coding.some(({ code }) => ROLES.has(code));

const npisOf = (identifiers: readonly Identifier[] = []): readonly string[] =>
  identifiers.filter(({ system }) => system === NPI).flatMap(({ value }) => value ?? []);

/** NPIs behind a reference: its own, and of the person and organization of a role. */
const npisBehind = (message: Message, reference: Reference | undefined, from: Entry): readonly string[] => {
  if (!reference) return [];
  const own = npisOf(reference.identifier ? [reference.identifier] : []);
  const found = follow(message, reference, from, 'Organization', 'Practitioner', 'PractitionerRole', 'Location');
  if (!found) return own;
  const { resource } = found;
  if (resource.resourceType === 'PractitionerRole')
    return [
      ...own,
      ...npisOf(resource.identifier),
      ...[resource.practitioner, resource.organization].flatMap((one) => npisBehind(message, one, found)),
    ];
  return [...own, ...npisOf(resource.identifier)];
};

const coveragesOf = (message: Message, claim: Entry<Claim>): readonly Entry<Coverage>[] =>
  claim.resource.insurance.flatMap(({ coverage }) => follow(message, coverage, claim, 'Coverage') ?? []);

/** Numbers of the member and of the subscriber: either finds the request again. */
const memberIdsOf = (message: Message, claim: Entry<Claim>): readonly string[] => {
  const patient = follow(message, claim.resource.patient, claim, 'Patient')?.resource;
  const ofCoverages = coveragesOf(message, claim).flatMap((entry) => [
    ...(entry.resource.subscriberId ? [entry.resource.subscriberId] : []),
    ...memberNumbersIn(entry.resource.identifier),
    ...memberNumbersIn(follow(message, entry.resource.subscriber, entry, 'Patient')?.resource.identifier),
  ]);
  return [...new Set([...memberNumbersIn(patient?.identifier), ...ofCoverages])];
};

const insurersOf = (message: Message, claim: Entry<Claim>): readonly string[] =>
  [claim.resource.insurer]
    .flatMap((one) => follow(message, one, claim, 'Organization')?.resource.identifier ?? [])
    .flatMap(({ system = '', value }) => (value ? [`${system}|${value}`] : []));

/** Who a Claim is about, and who orders and renders. */
export const partiesOf = (message: Message, claim: Entry<Claim>): RequestParties => {
  const { provider, facility, careTeam = [], item = [], patient } = claim.resource;
  const behind = (one: Reference | undefined, from: Entry = claim) => npisBehind(message, one, from);
  const orders = message.index.byType.get('ServiceRequest') ?? [];
  const npis = [
    ...behind(provider),
    ...behind(facility),
    ...careTeam.filter(isPartOf).flatMap((one) => behind(one.provider)),
    ...item.flatMap(({ locationReference }) => behind(locationReference)),
    ...orders.flatMap((entry) =>
      entry.resource.resourceType === 'ServiceRequest'
        ? [entry.resource.requester, ...(entry.resource.performer ?? [])].flatMap((one) => behind(one, entry))
        : [],
    ),
  ];
  const birthDate = follow(message, patient, claim, 'Patient')?.resource.birthDate;
  return {
    memberIds: memberIdsOf(message, claim),
    ...(birthDate ? { birthDate } : {}),
    npis: [...new Set(npis)],
    insurers: insurersOf(message, claim),
  };
};

/** NPIs of the requester alone. */
export const requesterNpis = (message: Message, claim: Entry<Claim>): readonly string[] =>
  npisBehind(message, claim.resource.provider, claim);
