import type { TakenClaim } from '../../core/authorization/request-events.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { Rejection, SubmittedRequest } from '../../core/model/message/submitted-request.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { retryRace } from '../assess/retry-race.ts';
import type { Caller } from '../ports/caller.ts';
import type { Ports } from '../ports/ports.ts';
import { type Applied, applyMessage, factsRead, type GivenMessage } from './apply-message.ts';
import type { AssessRequestPorts } from './assess-request.ts';
import { unknownRejection } from './change-items.ts';
import { claimKeys, reviewMemberKeys } from './claim-keys.ts';
import { keepContent, putDocuments } from './keep-content.ts';
import { scriptFor } from './play-script.ts';
import { standingOfPayer } from './review-settings.ts';
import { performDueNow, putActs, putActsOnDocuments } from './scripted-acts.ts';

type ReviewPorts = AssessRequestPorts & Pick<Ports, 'reviews' | 'documents' | 'outbox' | 'settings'>;

interface SubmitAsked {
  readonly request: SubmittedRequest;
  readonly inquiry: Inquiry;
  /** The message as received. */
  readonly message: unknown;
  /** What of the message makes it another one: the same again is a repeat. */
  readonly said: unknown;
  /** Who sends: client id. */
  readonly agent: string;
  /** Throws `TooLarge` for an answer that could not be given: nothing of the request is stored then. */
  readonly measure: (request: ReviewRequest) => void;
}

/** Taken up as it stands now, or not taken up. */
type Submitted =
  | { readonly request: ReviewRequest; readonly content?: string }
  | { readonly rejections: readonly Rejection[] };

const USED = 'This Claim identifier was used for another request of this sender: take a new one.';
const INSTANT_DAY = 10;

interface Attempt extends SubmitAsked, GivenMessage {
  readonly sender: string;
  readonly content: string;
  readonly documents: ReadonlyMap<string, string>;
}

/** A request nobody has seen: how it starts out. */
const openRequest = (
  { request, claim, sender, agent }: Attempt,
  caller: Caller,
  ports: ReviewPorts,
): ReviewRequest => ({
  ...standingOfPayer(caller.tenant, caller.receivedAt, ports),
  id: claim.key,
  tenant: caller.tenant.id,
  version: 0,
  sender,
  submittedBy: agent,
  claims: [],
  receivedAt: caller.receivedAt,
  updatedAt: caller.receivedAt,
  isExpedited: request.isExpedited,
  parties: request.parties,
  about: request.about,
  serviceUntil: request.serviceUntil ?? caller.receivedAt.slice(0, INSTANT_DAY),
  items: [],
  history: [],
});

/** Documents, then what nothing finds yet, then the head: as it stands then, or nothing where another writer was faster. */
const store = async (
  attempt: Attempt,
  before: ReviewRequest,
  { next, answered }: Extract<Applied, { next: unknown }>,
  caller: Caller,
  ports: ReviewPorts,
): Promise<ReviewRequest | undefined> => {
  const { claim, content, documents, measure } = attempt;
  const { tenant, id, parties, receivedAt } = next;
  measure(next);
  await putDocuments(tenant, documents, ports);
  const memberKeys = parties.memberIds.flatMap((one) => reviewMemberKeys(tenant, one, ports.digest).slice(0, 1));
  const staged = { requestId: id, key: claim.key, content: { name: claim.content, text: content } };
  const decision = answered === undefined ? {} : { decision: JSON.stringify(answered) };
  await ports.reviews.stage(tenant, { ...staged, ...decision, memberKeys, receivedAt });
  const scripted = scriptFor(caller.tenant, next);
  if (scripted) {
    await putActs(next, scripted, caller.tenant, ports);
    if (attempt.request.documents.length) await putActsOnDocuments(before, next, scripted, caller.tenant, ports);
  }
  if ((await ports.reviews.commit(next)) !== 'written') return undefined;
  return scripted ? performDueNow(next, scripted, caller.tenant, ports) : next;
};

const senderOf = (agent: string, { sender = '' }: SubmittedRequest): string => JSON.stringify([agent, sender]);

/**
 * Takes up a request, an update or a cancellation: once for a sender and Claim identifier, however often it is sent. Everything
 * before the one conditional write is immutable and found by nothing.
 */
export const submitRequest = async (
  asked: SubmitAsked,
  caller: Caller,
  ports: ReviewPorts,
): Promise<Result<Submitted>> => {
  const { request, agent } = asked;
  const { tenant, receivedAt } = caller;
  const { digest, reviews } = ports;
  const sender = senderOf(agent, request);
  const keys = claimKeys(tenant.id, sender, request.trace[0], digest);
  const said = digest.of(asked.said);
  const kept = keepContent(asked.message, ports);
  const content = digest.of([keys[0], kept.text]);
  const facts = digest.of(factsRead(asked.inquiry));
  const claim: TakenClaim = { key: keys[0], trace: request.trace[0], digest: said, content, facts, at: receivedAt };
  const attempt: Attempt = { ...asked, sender, claim, content: kept.text, documents: kept.documents };
  const { prior } = request;
  return retryRace(async (): Promise<Result<Submitted> | undefined> => {
    const known = await reviews.find(tenant.id, keys);
    if (known) {
      const isRepeat = known.claims.some((one) => keys.includes(one.key) && one.digest === said);
      return isRepeat
        ? ok({ request: known })
        : refused({ code: 'conflict', says: USED, expression: 'Bundle.entry[0].resource.identifier' });
    }
    const priorKeys = prior?.trace.flatMap((one) => claimKeys(tenant.id, sender, one, digest));
    const before = priorKeys ? await reviews.find(tenant.id, priorKeys) : openRequest(attempt, caller, ports);
    if (!before) return ok({ rejections: [unknownRejection(prior?.path ?? 'Bundle.entry[0].resource')] });
    const next = await applyMessage(before, attempt, caller, ports);
    if (!next.ok) return next;
    if ('rejections' in next.value) return ok(next.value);
    const taken = await store(attempt, before, next.value, caller, ports);
    return taken && ok({ request: taken, content: kept.text });
  });
};
