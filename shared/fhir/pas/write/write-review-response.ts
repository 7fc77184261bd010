import type { Bundle, BundleEntry, ClaimResponse, FhirResource, Identifier, Meta, Reference } from 'fhir/r4';
import { REVIEW_ACTION } from '../../../core/authorization/inquiry-match.ts';
import type { ReviewItem } from '../../../core/authorization/review-item.ts';
import { type ReviewRequest, requestStanding } from '../../../core/authorization/review-request.ts';
import { follow } from '../../read/message/references.ts';
import { type PasVersion, pasDefinition } from '../names.ts';
import { type Echoing, echoEntries, echoPerformer, echoReference } from './echo-entries.ts';
import { noteList } from './item-notes.ts';
import { headerAdjudication, headerProvider, reviewerExtension } from './review-extensions.ts';
import { itemNotes } from './standing-notes.ts';
import { answeredTransmission } from './transmission.ts';
import { writeAddedItem } from './write-added-item.ts';
import { askedDiagnosis, writeReviewItem } from './write-item.ts';
import { type NeedsContext, writeCommunicationRequests, writeNeedTasks } from './write-needs.ts';

export interface PasServer {
  readonly version: PasVersion;
  /** FHIR base of this version, without a trailing slash. */
  readonly base: string;
  /** A name for anything, the same for the same. */
  readonly uuid: (of: unknown) => string;
}

const HTEST = { system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'HTEST' };
const TEST_SAYS = 'Test answer: this payer has not declared its authority to decide.';

/** Profile, and for a test the mark that it is none of a payer's. */
export const pasMeta = (profile: string, isTest: boolean): Meta => ({
  profile: [pasDefinition(profile)],
  ...(isTest ? { security: [HTEST], tag: [HTEST] } : {}),
});

const WORDS = {
  pended: 'Pended: not decided yet.',
  'partly-decided': 'Decided in part; the rest is pended.',
  cancelled: 'Cancelled.',
} as const;

const dispositionOf = ({ items, isTest, clock }: ReviewRequest): string => {
  const standing = requestStanding(items);
  const actions = new Set(items.map(({ state }) => REVIEW_ACTION[state.is]));
  const decided =
    actions.size === 1 && actions.has('A1')
      ? 'Certified.'
      : actions.size === 1 && actions.has('NA')
        ? 'No prior authorization is required.'
        : 'Decided: see each item.';
  const said = standing === 'decided' ? decided : WORDS[standing];
  const until = clock && standing !== 'decided' && standing !== 'cancelled' ? ` Decision due ${clock.due}.` : '';
  return `${said}${until}${isTest ? ` ${TEST_SAYS}` : ''}`;
};

const certifiedOf = (items: readonly ReviewItem[]) =>
  items.flatMap(({ state }) => (state.is !== 'cancelled' && 'period' in state ? [state] : []));

const preAuthOf = (items: readonly ReviewItem[]): Pick<ClaimResponse, 'preAuthRef' | 'preAuthPeriod'> => {
  const [first, ...more] = certifiedOf(items);
  if (!first) return {};
  const start = more.reduce((least, { period }) => (period.start < least ? period.start : least), first.period.start);
  const end = more.reduce((most, { period }) => (period.end > most ? period.end : most), first.period.end);
  return { preAuthRef: first.number, preAuthPeriod: { start, end } };
};

const identifierOf = ({ message, claim }: Echoing, reference: Reference | undefined): Identifier => {
  const found = follow(message, reference, claim, 'Organization', 'Practitioner', 'PractitionerRole')?.resource;
  return found?.identifier?.find(({ value }) => value) ?? { value: 'unknown' };
};

const needsContext = (
  request: ReviewRequest,
  echoing: Echoing,
  { version, base }: PasServer,
  reference: string,
): NeedsContext => {
  const { insurer, provider, patient } = echoing.claim.resource;
  const named = (one: Reference | undefined): Reference => echoReference(echoing, one) ?? {};
  return {
    version,
    items: request.items,
    patient: named(patient),
    insurer: named(insurer),
    provider: named(provider),
    insurerIdentifier: identifierOf(echoing, insurer),
    providerIdentifier: identifierOf(echoing, provider),
    request: { reference: echoing.claim.fullUrl ?? '' },
    reference,
    due: request.clock?.due,
    payerUrl: base,
    authoredOn: request.updatedAt,
    diagnosisOf: (line) => {
      const asked = echoing.claim.resource.item?.find(({ sequence }) => sequence === line);
      return asked ? askedDiagnosis(echoing.claim.resource, asked) : [];
    },
  };
};

/** Entries of an answer, the ClaimResponse first: as it stands now, with what is missing as resources of their own. */
const entriesOf = (
  request: ReviewRequest,
  echoing: Echoing,
  server: PasServer,
  reference: string,
  profile: string,
): readonly BundleEntry[] => {
  const { version, base } = server;
  const claim = echoing.claim.resource;
  const context = needsContext(request, echoing, server, reference);
  const asked = writeCommunicationRequests(context);
  const tasks = writeNeedTasks(context);
  const urlOf = ({ resourceType, id }: FhirResource) => `${base}/${resourceType}/${id}`;
  const notes = noteList();
  const performer = echoPerformer(echoing);
  const contextOf = (item: ReviewItem) => ({
    claim,
    version,
    reference,
    performer,
    noteNumbers: notes.numbersOf(itemNotes(request, item)),
  });
  const items = request.items.map((item) => ({ item, about: contextOf(item) }));
  const added = items.flatMap(({ item, about }) => writeAddedItem(item, about));
  const states = request.items.map(({ state }) => state);
  const isCertified = certifiedOf(request.items).length > 0;
  const extension = [
    ...answeredTransmission(claim, version),
    ...reviewerExtension(states, version),
    ...(isCertified ? headerProvider(performer, version) : []),
  ];
  const processNote = notes.all();
  const requestor = echoReference(echoing, claim.provider);
  const response: ClaimResponse = {
    resourceType: 'ClaimResponse',
    id: request.id,
    meta: pasMeta(profile, request.isTest),
    ...(extension.length ? { extension } : {}),
    ...(claim.identifier ? { identifier: claim.identifier } : {}),
    status: 'active',
    type: claim.type,
    use: 'preauthorization',
    patient: context.patient,
    created: request.updatedAt,
    insurer: context.insurer,
    ...(requestor ? { requestor } : {}),
    request: context.request,
    outcome: 'complete',
    disposition: dispositionOf(request),
    ...preAuthOf(request.items),
    item: items.map(({ item, about }) => writeReviewItem(item, about)),
    ...(added.length ? { addItem: added } : {}),
    ...headerAdjudication(states, version),
    ...(processNote.length ? { processNote } : {}),
    ...(asked.length ? { communicationRequest: asked.map((one) => ({ reference: urlOf(one) })) } : {}),
  };
  const echoed = [claim.patient, claim.insurer, claim.provider, ...(isCertified ? [performer] : [])];
  return [
    { fullUrl: `${base}/ClaimResponse/${request.id}`, resource: response },
    ...echoEntries(echoing, echoed),
    ...[...asked, ...tasks].map((resource) => ({ fullUrl: urlOf(resource), resource })),
  ];
};

const INQUIRY = 'profile-claiminquiryresponse';
const AGREED = 'profile-claimresponse';

/** The answer to a request, an update, a cancellation or a review. */
export const writeReviewResponse = (
  request: ReviewRequest,
  echoing: Echoing,
  server: PasServer,
  reference: string,
): Bundle => ({
  resourceType: 'Bundle',
  meta: pasMeta('profile-pas-response-bundle', request.isTest),
  identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${server.uuid([request.id, request.version])}` },
  type: 'collection',
  timestamp: request.updatedAt,
  entry: [...entriesOf(request, echoing, server, reference, AGREED)],
});

/**
 * The same to an inquiry, what is missing too: a client whose answer was lost has no other way to learn of it. The profiles leave room for
 * it and do not ask for it.
 */
export const inquiryEntries = (
  request: ReviewRequest,
  echoing: Echoing,
  server: PasServer,
  reference: string,
): readonly BundleEntry[] => entriesOf(request, echoing, server, reference, INQUIRY);
