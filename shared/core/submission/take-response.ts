import type { RecordedDecision } from '../authorization/decision.ts';
import { decisionsOf } from './decisions-of.ts';
import { stepAfterFailure, toCorrect } from './failed-step.ts';
import { isAllDecided, judgeResponse } from './judge-response.ts';
import type { ItemResponse, PayerNeed } from './payer-response.ts';
import { withStandingNeeds } from './standing-needs.ts';
import { type RequestFinding, referenceOf, type SubmissionChannel, type SubmissionStanding } from './submission.ts';
import type { Taken } from './submission-commands.ts';

/** What a response changes: where the submission stands then, what of the response was wrong, and the news in a sentence. */
interface Heard {
  /** Absent: nothing of the response was of use. */
  readonly standing?: SubmissionStanding;
  readonly findings: readonly RequestFinding[];
  readonly toRecord?: readonly RecordedDecision[];
  readonly says: string;
}

/** A message has left, or may have. */
type Handed = Extract<SubmissionStanding, { readonly state: 'sent' | 'acknowledged' | 'pended' | 'decided' }>;

const needsOf = (items: readonly ItemResponse[]): readonly PayerNeed[] =>
  items.flatMap(({ needs, action }) =>
    needs.length || action !== 'call-payer'
      ? needs
      : [{ kind: 'call' as const, says: 'Call the payer about this request.' }],
  );

const SAYS: Readonly<Record<ItemResponse['action'], string>> = {
  certified: 'approved',
  'partly-certified': 'approved in part',
  modified: 'approved with changes',
  denied: 'denied',
  pended: 'pended',
  cancelled: 'cancelled',
  'call-payer': 'call the payer',
  'not-required': 'no authorization needed',
};
const payerSays = (items: readonly ItemResponse[]): string =>
  `The payer answers: ${[...new Set(items.map(({ action }) => SAYS[action]))].join(', ')}.`;

/** That the request is at the payer, as the record has it: no decision, and no word of what the payer wants. */
export const receivedDecision = (
  kind: SubmissionChannel['kind'],
  { codes, isExpedited }: { readonly codes: readonly string[]; readonly isExpedited?: boolean },
  receivedAt: string,
): RecordedDecision => ({
  decision: 'pended',
  codes: [...new Set(codes)],
  source: sourceOf(kind),
  receivedAt,
  ...(isExpedited ? { expedited: true } : {}),
});

/** How the record names the way a decision came. */
const sourceOf = (kind: SubmissionChannel['kind']): RecordedDecision['source'] =>
  kind === 'fhir-pas' ? 'payer' : kind;

const afterAnswer = (
  now: Handed,
  kind: SubmissionChannel['kind'],
  { asked, response, exchange, at }: Taken<'answered'>,
): Heard => {
  const judged = judgeResponse(asked, response);
  const { findings } = judged;
  const items = withStandingNeeds(judged.items, now, exchange.what);
  const [first, ...more] = items;
  if (!first) return { findings, says: findings[0]?.says ?? 'The payer answers, and says nothing of the request.' };
  const { message } = now;
  const toRecord = decisionsOf(asked, items, { source: sourceOf(kind), receivedAt: at });
  const heard = {
    message,
    since: at,
    ...(response.reference === undefined ? referenceOf(now) : { reference: response.reference }),
  };
  const some = [first, ...more] as const;
  const says = payerSays(some);
  if (message.what === 'cancel' && some.every(({ action }) => action === 'cancelled'))
    return { standing: { state: 'withdrawn', since: at, message }, findings, toRecord, says };
  const standing: SubmissionStanding = isAllDecided(asked, items)
    ? { state: 'decided', outcome: { is: 'answered', items: some }, ...heard }
    : { state: 'pended', items: some, needs: needsOf(some), ...heard };
  return { standing, findings, toRecord, says };
};

/**
 * Stop: a person takes over. Correct: back to a draft that says what. Again as it is: nothing changes. An update not taken leaves
 * the request the payer has.
 */
const afterRejection = (
  now: Handed,
  kind: SubmissionChannel['kind'],
  { response: { rejections }, at }: Taken<'rejected'>,
): Heard | undefined => {
  const { message } = now;
  const [first, ...more] = rejections.filter(({ followUp }) => followUp !== 'resend');
  if (!first) return undefined;
  const says = `The payer did not take the request: ${first.says}`;
  if (message.what === 'update')
    return {
      standing: { state: 'acknowledged', message, since: at, ...referenceOf(now) },
      findings: [first, ...more].map(toCorrect),
      says,
    };
  if (message.what === 'submit' && [first, ...more].every(({ followUp }) => followUp === 'correct'))
    return { standing: { state: 'draft', missing: [toCorrect(first), ...more.map(toCorrect)] }, findings: [], says };
  const nextStep = stepAfterFailure(kind, message.what);
  return { standing: { state: 'failed', message, rejections: [first, ...more], nextStep }, findings: [], says };
};

/** The payer's clock runs from its receipt. */
const received = (
  { message }: Handed,
  kind: SubmissionChannel['kind'],
  { asked, at }: Taken,
): readonly RecordedDecision[] =>
  message.what === 'cancel'
    ? []
    : [receivedDecision(kind, { ...asked, codes: asked.items.map(({ code }) => code) }, at)];

/**
 * While a change of a request is on its way, what a payer tells when asked, or by itself, may be of the request before it: only a decision,
 * or an answer that names the change, is one to it.
 */
const isOfEarlier = (now: Handed, { standing }: Heard, { exchange, response }: Taken<'answered'>): boolean =>
  now.state === 'sent' &&
  now.message.what !== 'submit' &&
  (exchange.what === 'inquire' || exchange.what === 'notice') &&
  standing?.state === 'pended' &&
  !response.traces.some(({ value }) => value.trim().toUpperCase() === now.message.messageId.toUpperCase());

const EARLIER = 'The payer has the request, and does not say whether it has the change of it.';

/** `undefined` where nothing changes by it. */
export const heardOf = (now: Handed, kind: SubmissionChannel['kind'], taken: Taken): Heard | undefined => {
  const { response, exchange, at } = taken;
  if (response.is === 'answered') {
    const answered = { ...taken, response };
    const heard = afterAnswer(now, kind, answered);
    return isOfEarlier(now, heard, answered) ? { findings: [], says: EARLIER } : heard;
  }
  // Of an inquiry: it has nothing on file, which says nothing about the request itself. What the payer took up is refused no more.
  if (response.is === 'rejected')
    return exchange.what === 'inquire' || now.state !== 'sent'
      ? undefined
      : afterRejection(now, kind, { ...taken, response });
  if (response.is === 'silent' || now.state !== 'sent') return undefined;
  const { message } = now;
  const reference = response.reference === undefined ? referenceOf(now) : { reference: response.reference };
  const says = 'The payer has the request and has not answered yet.';
  const toRecord = received(now, kind, taken);
  return { standing: { state: 'acknowledged', message, since: at, ...reference }, findings: [], toRecord, says };
};
