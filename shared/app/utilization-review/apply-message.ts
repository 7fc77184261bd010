import { allDocuments, withAttachments } from '../../core/authorization/attach.ts';
import { scriptedClock } from '../../core/authorization/payer-script.ts';
import type { RequestEvent, TakenClaim } from '../../core/authorization/request-events.ts';
import { type ItemState, isUndecided } from '../../core/authorization/review-item.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { Rejection, RequestParties, SubmittedRequest } from '../../core/model/message/submitted-request.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Caller } from '../ports/caller.ts';
import { type AssessRequestPorts, assessRequest } from './assess-request.ts';
import { certificationNumber } from './certification-number.ts';
import { cancelItems, changeItems, closedRejection, itemOf, reviewBasis, unknownRejection } from './change-items.ts';
import { evolve } from './evolve.ts';
import { playedAnswer, scriptFor } from './play-script.ts';

const TOO_MANY = `A request may be changed ${BOUNDS.requestChanges} times.`;

/** A message to be taken up, with what the request is to remember of it. */
export interface GivenMessage {
  readonly request: SubmittedRequest;
  readonly inquiry: Inquiry;
  readonly claim: TakenClaim;
  /** Who sends: client id. */
  readonly agent: string;
}

/** The request as the message leaves it, with what the rules said; or why it is not taken up. */
export type Applied =
  | { readonly next: ReviewRequest; readonly answered?: unknown }
  | { readonly rejections: readonly Rejection[] };

const union = <T>(a: readonly T[], b: readonly T[]): readonly T[] => [...new Set([...a, ...b])];

/** Whoever could find the request finds it still: a later message may name fewer. */
const joined = (before: RequestParties, after: RequestParties): RequestParties => ({
  ...before,
  ...after,
  memberIds: union(before.memberIds, after.memberIds),
  npis: union(before.npis, after.npis),
  insurers: union(before.insurers, after.insurers),
});

/** What a rule may read of a message, wherever it stands there, without the documents a reviewer reads. */
export const factsRead = ({ facts, lines, paymentFacts }: Inquiry): unknown => {
  const { documentsOnFile: _documents, ...read } = facts;
  const said = Object.entries(read).map(([name, fact]) => [name, { ...fact, from: undefined }]);
  return [said.toSorted(), lines, paymentFacts];
};

/** Documents came, and no fact: a document meets a need and decides nothing. */
const isDocumentsOnly = ({ claims }: ReviewRequest, { request, claim }: GivenMessage): boolean =>
  request.documents.length > 0 && claim.facts !== undefined && claims.at(-1)?.facts === claim.facts;

/** Ended by who asked: before anything was decided it is a withdrawal, which is no denial. */
const endOf = ({ items }: ReviewRequest): 'withdrawn' | 'cancelled' =>
  items.every((item) => isUndecided(item) || item.state.is === 'cancelled') ? 'withdrawn' : 'cancelled';

/** What every event of a message says of it. */
type About = Pick<Extract<RequestEvent, { claim: unknown }>, 'at' | 'by' | 'claim' | 'parties' | 'serviceUntil'>;

const aboutOf = (before: ReviewRequest, { request, claim, agent }: GivenMessage, { receivedAt }: Caller): About => ({
  at: receivedAt,
  by: agent,
  claim,
  parties: joined(before.parties, request.parties),
  serviceUntil: [before.serviceUntil, request.serviceUntil ?? ''].toSorted().at(-1) ?? before.serviceUntil,
});

const pathOf = ({ prior }: SubmittedRequest): string => prior?.path ?? 'Bundle.entry[0].resource';

/** The whole request is ended; of one that is not on file nothing is. */
const ended = (before: ReviewRequest, { request }: GivenMessage, about: About): Applied => {
  if (before.version === 0) return { rejections: [unknownRejection(pathOf(request))] };
  const { cancelReason: reason } = request;
  const event = { ...about, kind: endOf(before), items: cancelItems(before), ...(reason ? { reason } : {}) };
  return { next: evolve(before, event) };
};

/** What rules say of the message, or the script of a sandbox in their place. */
interface Answered extends Pick<Awaited<ReturnType<typeof assessRequest>>, 'answered' | 'rejections'> {
  readonly clock: ReviewRequest['clock'] | undefined;
  readonly stateOf: (index: number) => ItemState;
}

const answerTo = async (
  before: ReviewRequest,
  { request, inquiry }: GivenMessage,
  { parties }: About,
  caller: Caller,
  ports: AssessRequestPorts,
): Promise<Answered> => {
  const number = certificationNumber(before, before.version + 1, ports.digest);
  const assessed = await assessRequest(inquiry, { request: before, number }, caller, ports);
  const { answered, today } = assessed;
  const scripted = scriptFor(caller.tenant, { ...before, parties });
  const clock = (scripted && scriptedClock(scripted.member, today)) ?? assessed.clock;
  const { rejections, states } = scripted ? playedAnswer(scripted, request.items, { number, today }) : assessed;
  return { answered, clock, rejections, stateOf: (index) => states[index] ?? { is: 'pended', needs: [], says: [] } };
};

/** A first message: the request with its items and its clock. */
const received = (
  before: ReviewRequest,
  { request }: GivenMessage,
  { stateOf, clock }: Answered,
  event: (kind: 'received', items: ReviewRequest['items']) => RequestEvent,
  digest: AssessRequestPorts['digest'],
): ReviewRequest => {
  const items = request.items.map((one, index) =>
    itemOf(one, reviewBasis(one, request, digest), one.isCancelled ? { is: 'cancelled' } : stateOf(index)),
  );
  return evolve({ ...before, ...(clock ? { clock } : {}) }, event('received', items));
};

/** What the message makes of the request; nothing is written yet. */
export const applyMessage = async (
  before: ReviewRequest,
  given: GivenMessage,
  caller: Caller,
  ports: AssessRequestPorts,
): Promise<Result<Applied>> => {
  const { request } = given;
  const closed = before.version > 0 ? closedRejection(before, pathOf(request)) : undefined;
  if (closed) return ok({ rejections: [closed] });
  if (before.history.length >= BOUNDS.requestChanges) return refused({ code: 'too-long', says: TOO_MANY });
  const about = aboutOf(before, given, caller);
  if (request.cancelsAll) return ok(ended(before, given, about));
  const said = await answerTo(before, given, about, caller, ports);
  const { rejections, answered, stateOf } = said;
  if (rejections.length) return ok({ rejections });
  const sequences = request.items.map(({ sequence }) => sequence);
  const came = allDocuments(before, request.documents, sequences);
  const event = (kind: 'received' | 'updated', items: ReviewRequest['items']): RequestEvent => ({
    ...about,
    kind,
    items: withAttachments(items, came),
    documents: request.documents,
  });
  if (before.version === 0) return ok({ next: received(before, given, said, event, ports.digest), answered });
  const decided = { stateOf, isDocumentsOnly: isDocumentsOnly(before, given) };
  const changed = changeItems(before, request, decided, ports.digest);
  return ok('rejections' in changed ? changed : { next: evolve(before, event('updated', changed.items)), answered });
};
