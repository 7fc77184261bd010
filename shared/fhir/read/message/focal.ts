import type { Claim, CoverageEligibilityRequest, FhirResource, ServiceRequest } from 'fhir/r4';
import { BOUNDS } from '../../../core/model/bounds.ts';
import type { Dialect } from '../../../core/model/message/inquiry.ts';
import { ok, type Problem, type Result, refused } from '../../../core/model/result.ts';
import { checkSequences } from './check-sequences.ts';
import type { Entry, ResourceType } from './entry.ts';
import { entriesOf, type Message } from './message.ts';

/** What a message asks about. */
export type Focal =
  | { readonly dialect: 'order'; readonly orders: readonly [Entry<ServiceRequest>, ...Entry<ServiceRequest>[]] }
  | { readonly dialect: 'eligibility'; readonly request: Entry<CoverageEligibilityRequest> }
  | { readonly dialect: 'claim'; readonly request: Entry<Claim> };

const wanted = ({ root }: Message, type: ResourceType): Result<never> =>
  refused({
    code: 'structure',
    says: `Send a ${type}, alone or in a Bundle or Parameters; this ${root.resourceType} holds none.`,
    expression: root.resourceType,
  });

const DONE: ReadonlySet<string> = new Set(['completed', 'entered-in-error']);

/** Closed orders beside open ones are history; alone, they are what the message is about. */
const ordersOf = (message: Message): readonly Entry<ServiceRequest>[] => {
  const all = entriesOf(message, 'ServiceRequest');
  const open = all.filter(({ resource }) => !DONE.has(resource.status));
  return open.length ? open : all;
};

const forbidden = (orders: readonly Entry<ServiceRequest>[]): readonly Problem[] =>
  orders.flatMap(({ resource, path }) =>
    resource.doNotPerform === true
      ? [
          {
            code: 'not-supported',
            says: 'An order not to do something cannot be answered.',
            expression: `${path}.doNotPerform`,
          },
        ]
      : [],
  );

const findOrders = (message: Message): Result<Focal> => {
  const [first, ...more] = ordersOf(message);
  if (!first) return wanted(message, 'ServiceRequest');
  const problems = forbidden([first, ...more]);
  return problems.length ? refused(...problems) : ok({ dialect: 'order', orders: [first, ...more] });
};

/** The request is the first entry, or the only one of its type. */
const findRequest = <R extends FhirResource>(
  message: Message,
  type: ResourceType,
  requests: readonly Entry<R>[],
): Result<Entry<R>> => {
  const [only, more] = requests;
  if (!only) return wanted(message, type);
  if (!more || message.entries[0] === only) return ok(only);
  return refused({
    code: 'multiple-matches',
    says: `The Bundle holds several ${type} resources: put the one to answer first.`,
    expression: more.path,
  });
};

const findAny = (message: Message, dialect: Dialect): Result<Focal> => {
  if (dialect === 'order') return findOrders(message);
  if (dialect === 'claim') {
    const claim = findRequest(message, 'Claim', entriesOf(message, 'Claim'));
    if (!claim.ok) return claim;
    const problems = checkSequences(claim.value.resource, claim.value.path);
    return problems.length ? refused(...problems) : ok({ dialect, request: claim.value });
  }
  const requests = entriesOf(message, 'CoverageEligibilityRequest');
  const request = findRequest(message, 'CoverageEligibilityRequest', requests);
  return request.ok ? ok({ dialect, request: request.value }) : request;
};

const tooLong = (most: string, expression: string): Result<never> =>
  refused({ code: 'too-long', says: `A message may have at most ${most}.`, expression });

/** Lists of a claim that each of its lines looks through. */
const longList = ({
  diagnosis = [],
  careTeam = [],
  supportingInfo = [],
  insurance,
}: Claim): Result<never> | undefined => {
  if (diagnosis.length > BOUNDS.diagnoses) return tooLong(`${BOUNDS.diagnoses} diagnoses`, 'Claim.diagnosis');
  const codings = diagnosis.reduce((sum, one) => sum + (one.diagnosisCodeableConcept?.coding?.length ?? 0), 0);
  if (codings > BOUNDS.diagnosisCodings)
    return tooLong(`${BOUNDS.diagnosisCodings} codings of diagnoses`, 'Claim.diagnosis');
  const numbers = insurance.reduce((sum, { preAuthRef = [] }) => sum + preAuthRef.length, 0);
  const lists = [
    ['careTeam', careTeam.length],
    ['supportingInfo', supportingInfo.length],
    ['insurance.preAuthRef', numbers],
  ] as const;
  const long = lists.find(([, length]) => length > BOUNDS.claimList);
  return long && tooLong(`${BOUNDS.claimList} entries here`, `Claim.${long[0]}`);
};

/** The resources a message in this dialect is about. */
export const findFocal = (message: Message, dialect: Dialect): Result<Focal> => {
  const found = findAny(message, dialect);
  if (!found.ok) return found;
  const focal = found.value;
  if (focal.dialect === 'order')
    return focal.orders.length > BOUNDS.orders ? tooLong(`${BOUNDS.orders} orders`, message.root.resourceType) : found;
  const { resource, path } = focal.request;
  const long = focal.dialect === 'claim' ? longList(focal.request.resource) : undefined;
  if (long) return long;
  return (resource.item?.length ?? 0) > BOUNDS.lines ? tooLong(`${BOUNDS.lines} lines`, `${path}.item`) : found;
};
