import type { Coverage, Reference } from 'fhir/r4';
import { compact } from '../../../core/model/compact.ts';
import type { PlanType } from '../../../core/model/facts.ts';
import type { CoverageFacts } from '../../../core/model/message/inquiry.ts';
import { localDate } from '../lines/read-dates.ts';
import type { Entry } from '../message/entry.ts';
import { find, type Reading } from '../reading.ts';
import { hasLongNames } from '../short-name.ts';
import { memberNumbers } from './member-numbers.ts';
import { readPlanDetails } from './plan-details.ts';
import { isHmo, planKindsOf, planTypeOf } from './plan-type.ts';
import { readFunding } from './read-funding.ts';
import { readIdentity } from './read-identity.ts';

const PERSON = /(^|\/)(Patient|RelatedPerson)\//;

const paysSelf = (reading: Reading, coverage: Entry<Coverage>): boolean =>
  coverage.resource.payor.every(
    (payor) =>
      find(reading, payor, coverage, 'Patient', 'RelatedPerson') !== undefined ||
      PERSON.test(payor.reference ?? '') ||
      /^(Patient|RelatedPerson)$/.test(payor.type ?? ''),
  );

const isOther = (one: unknown, other: unknown): boolean => JSON.stringify(one) !== JSON.stringify(other);

/** A general kind that the plan type says already. */
const isSaid = (
  [kind = '', other]: readonly string[],
  planType: PlanType | undefined,
  { codebook }: Reading,
): boolean => other === undefined && kind === planType && codebook.planKind(kind)?.general === true;

const isOwn = ({ relationship }: Coverage): boolean =>
  relationship?.coding?.some(({ code }) => code === 'self') ?? false;

/** A Coverage as the message refers to it. */
export interface NamedCoverage {
  readonly entry: Entry<Coverage>;
  readonly reference: Reference;
}

/** Nothing of it is guessed from what is left. */
const withoutNames = ({ type: _type, class: _class, network: _network, ...rest }: Coverage): Coverage => rest;

/** The payer of one Coverage; whether it is the focal one depends on the others. */
export const readCoverage = (reading: Reading, { entry, reference }: NamedCoverage): Omit<CoverageFacts, 'focal'> => {
  const isLong = hasLongNames(entry.resource);
  const resource = isLong ? withoutNames(entry.resource) : entry.resource;
  const planType = planTypeOf(resource, reading.codebook);
  const identities = resource.payor.flatMap((one) => readIdentity(reading, one, entry) ?? []);
  const [identity, another] = identities;
  const { start, end } = resource.period ?? {};
  const kinds = planKindsOf(resource, identities, reading.codebook);
  const isOwnPayer = paysSelf(reading, entry);
  const selfPay = planType === 'self-pay' || isOwnPayer;
  return compact({
    reference: reference.reference ?? (entry.reference || entry.path),
    status: resource.status ?? 'draft',
    start: start === undefined ? undefined : localDate(start, reading.timeZone),
    end: end === undefined ? undefined : localDate(end, reading.timeZone),
    order: resource.order,
    memberId: memberNumbers(resource.identifier)[0] ?? resource.subscriberId,
    ownMembership: isOwn(resource) ? (true as const) : undefined,
    planType: selfPay ? ('self-pay' as const) : planType,
    ...readPlanDetails(resource),
    funding: readFunding(resource),
    ...(isLong ? { unclear: ['product' as const] } : {}),
    hmo: isHmo(resource) ? (true as const) : undefined,
    kinds: selfPay || kinds.length === 0 || isSaid(kinds, planType, reading) ? undefined : kinds,
    contractor: kinds.flatMap((id) => reading.codebook.planKind(id)?.contractor ?? [])[0],
    // A person is no payer to look up; an organization beside the word self-pay may contradict it.
    payor: isOwnPayer ? undefined : identity,
    severalPayors: !isOwnPayer && another && isOther(another, identity) ? (true as const) : undefined,
    selfPay: selfPay ? true : undefined,
  });
};
