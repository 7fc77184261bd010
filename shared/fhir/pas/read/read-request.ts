import type { Bundle, Claim } from 'fhir/r4';
import { BOUNDS } from '../../../core/model/bounds.ts';
import type { Rejection, SubmittedRequest } from '../../../core/model/message/submitted-request.ts';
import { ok, type Problem, type Result, refused } from '../../../core/model/result.ts';
import { type Entry, isA, isFhirResource } from '../../read/message/entry.ts';
import { entriesOf, type Message, openMessage } from '../../read/message/message.ts';
import { follow } from '../../read/message/references.ts';
import { codeIn, pasExtensions } from '../extensions.ts';
import { aboutOf } from './about.ts';
import { bundleProblems } from './bundle-rules.ts';
import { cancelReason } from './cancel-reason.ts';
import { claimDocuments } from './claim-documents.ts';
import { claimProblems } from './claim-rules.ts';
import { itemRejections } from './item-rejections.ts';
import { partiesOf, requesterNpis } from './parties.ts';
import { asksToCancel, identifiersIn, readSubmittedItems } from './read-items.ts';
import { closureOf } from './reference-closure.ts';

/** A Bundle of the guide, opened. */
interface OpenedClaim {
  readonly bundle: Bundle;
  readonly message: Message;
  readonly claim: Entry<Claim>;
}

const TOO_MANY_ENTRIES = `A request may have at most ${BOUNDS.requestEntries} resources.`;

/** The Bundle itself, also where it comes as the parameter `resource`. */
const bundleIn = (value: unknown): unknown => {
  if (!isFhirResource(value) || value.resourceType !== 'Parameters') return value;
  const [only, more] = value.parameter ?? [];
  return only?.name === 'resource' && !more ? only.resource : value;
};

/**
 * Opens a structurally valid message: Bundle, its first Claim, everything reachable from it. Refused with all problems of a step
 * at once.
 */
export const openClaim = (
  value: unknown,
  { mostClaims, withItems }: { readonly mostClaims: number; readonly withItems: boolean },
): Result<OpenedClaim> => {
  const bundle = bundleIn(value);
  if (!isFhirResource(bundle))
    return refused({ code: 'structure', says: 'Send a Bundle with the Claim first.', expression: 'Bundle' });
  if (bundle.resourceType === 'Bundle' && (bundle.entry?.length ?? 0) > BOUNDS.requestEntries)
    return refused({ code: 'too-long', says: TOO_MANY_ENTRIES, expression: 'Bundle.entry' });
  const shape = bundleProblems(bundle, mostClaims);
  if (shape.length || bundle.resourceType !== 'Bundle') return refused(...shape.slice(0, BOUNDS.problemsTold));
  const opened = openMessage(bundle);
  if (!opened.ok) return opened;
  const message = opened.value;
  const [claim, second] = message.entries.filter((one): one is Entry<Claim> => isA(one, 'Claim') && !one.container);
  if (!claim) return refused({ code: 'required', says: 'The Bundle holds no Claim.', expression: 'Bundle.entry' });
  const problems = [...closureOf(message, [claim], second).problems, ...claimProblems(message, claim, withItems)];
  return problems.length ? refused(...problems.slice(0, BOUNDS.problemsTold)) : ok({ bundle, message, claim });
};

const PRIOR = 'prior';

/** The Claim an update follows: in the Bundle, or by its identifier. */
const priorOf = ({ message, claim }: OpenedClaim): Result<Pick<SubmittedRequest, 'prior'>> => {
  const related = claim.resource.related ?? [];
  const path = `${claim.path}.related`;
  const bad = (code: Problem['code'], says: string, below: string) =>
    refused({ code, says, expression: `${path}${below}` });
  const [first, more] = related;
  if (!first) return ok({});
  if (more) return bad('invariant', 'A Claim follows one other Claim.', '');
  if (!first.relationship?.coding?.some(({ code }) => code === PRIOR))
    return bad('value', 'The relationship must be prior.', '[0].relationship');
  const found = follow(message, first.claim, claim, 'Claim');
  if (found?.resource === claim.resource) return bad('value', 'A Claim cannot follow itself.', '[0].claim');
  const trace = identifiersIn([...(found?.resource.identifier ?? []), first.claim?.identifier]);
  if (!trace.length)
    return bad('required', 'Refer to the prior Claim in the Bundle, with its identifier.', '[0].claim');
  return ok({ prior: { trace, path: `${path}[0].claim` } });
};

const SENDERS = ['interchangeSenderID', 'applicationSenderCode'];

const senderOf = ({ resource }: Entry<Claim>): string | undefined => {
  const parts = pasExtensions(resource, 'extension-TransmissionIdentifiers')[0]?.extension ?? [];
  return SENDERS.flatMap((name) => parts.find(({ url }) => url === name)?.valueString ?? [])[0];
};

const URGENT = 'U';
const isExpedited = ({ priority, ...claim }: Claim): boolean =>
  codeIn(claim, 'extension-levelOfServiceCode') === URGENT ||
  (priority?.coding ?? []).some(({ code }) => code === 'stat');

const lastDayOf = (items: SubmittedRequest['items']): string | undefined =>
  items
    .flatMap(({ days }) => days?.end ?? [])
    .toSorted()
    .at(-1);

/** What every item rests on; supporting information adds to it and replaces nothing. */
const sharedOf = (
  { patient, insurer, provider, insurance, diagnosis, careTeam, facility, type }: Claim,
  message: Message,
): unknown => ({
  coverages: entriesOf(message, 'Coverage').map(({ resource: { meta: _meta, text: _text, ...coverage } }) => coverage),
  patient,
  insurer,
  provider,
  insurance,
  diagnosis,
  careTeam,
  facility,
  type,
});

interface ReadRequest extends OpenedClaim {
  readonly request: SubmittedRequest;
  readonly rejections: readonly Rejection[];
  /** NPIs of the requesting provider. */
  readonly requesters: readonly string[];
}

const NO_PROVIDER: Rejection = { code: '43', followUp: 'C', says: 'The requesting provider has no NPI.' };
const NO_MEMBER: Rejection = { code: '72', followUp: 'C', says: 'The Bundle names no member number of the patient.' };

/** Reads a request; what is readable and cannot be processed is told as rejections. */
export const readRequest = (value: unknown): Result<ReadRequest> => {
  const opened = openClaim(value, { mostClaims: 2, withItems: true });
  if (!opened.ok) return opened;
  const { message, claim } = opened.value;
  const { resource, path } = claim;
  const prior = priorOf(opened.value);
  if (!prior.ok) return prior;
  const [first, ...more] = identifiersIn(resource.identifier ?? []);
  if (!first)
    return refused({ code: 'required', says: 'The Claim has an identifier.', expression: `${path}.identifier` });
  const parties = partiesOf(message, claim);
  const requesters = requesterNpis(message, claim);
  const sender = senderOf(claim);
  const items = readSubmittedItems(resource);
  const serviceUntil = lastDayOf(items);
  const cancelsAll = asksToCancel(resource);
  const reason = cancelsAll ? cancelReason(resource) : undefined;
  return ok({
    ...opened.value,
    request: {
      trace: [first, ...more],
      ...prior.value,
      cancelsAll,
      ...(reason ? { cancelReason: reason } : {}),
      ...(sender ? { sender } : {}),
      isExpedited: isExpedited(resource),
      parties,
      about: aboutOf(message, claim),
      shared: sharedOf(resource, message),
      items,
      documents: claimDocuments(message, claim),
      ...(serviceUntil ? { serviceUntil } : {}),
    },
    requesters,
    rejections: [
      ...(requesters.length ? [] : [{ ...NO_PROVIDER, path: `${path}.provider` }]),
      ...(parties.memberIds.length ? [] : [{ ...NO_MEMBER, path: `${path}.patient` }]),
      ...itemRejections(resource, path).slice(0, BOUNDS.problemsTold),
    ],
  });
};
