import { isOfRecord, isRejection, UNANSWERED } from './failed-step.ts';
import { startMessage } from './start-message.ts';
import {
  isMachine,
  isUnderway,
  type KeptExchange,
  type Submission,
  type SubmissionHead,
  type SubmissionStanding,
  type SubmissionTold,
} from './submission.ts';
import type { SubmissionCommand, SubmissionProblem } from './submission-commands.ts';
import { heardOf, receivedDecision } from './take-response.ts';

/** Exchanges and history entries on the head; both sides of older exchanges stay in the table. */
const MOST_EXCHANGES = 60;
const MOST_HISTORY = 40;

/** What a command changes, and the news of it for the order's record. */
interface SubmissionEvent {
  readonly at: string;
  readonly by: string;
  readonly standing?: SubmissionStanding;
  readonly head?: Partial<
    Pick<SubmissionHead, 'channel' | 'content' | 'messages' | 'findings' | 'untold' | 'toRecord' | 'exchanges'>
  >;
  readonly told?: Omit<SubmissionTold, 'version' | 'at' | 'by'>;
}
type Change = Omit<SubmissionEvent, 'at' | 'by'>;
type Refused = { readonly problem: SubmissionProblem };
type Of<K extends SubmissionCommand['kind']> = Extract<SubmissionCommand, { readonly kind: K }>;

const UNCHANGED: Refused = { problem: 'nothing-changed' };
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A draft is renewed as often as one likes; so is a request under way, whose next message is then an update. */
const prepare = (now: Submission, { content, channel, missing }: Of<'prepare'>): Change | Refused => {
  const { standing } = now;
  if (standing.state === 'sent') return { problem: 'already-sent' };
  if (standing.state === 'decided') return { problem: 'already-decided' };
  if (isUnderway(standing)) return now.content === content ? UNCHANGED : { head: { content } };
  // What the payer would not take is not offered to it again as it was.
  if (standing.state === 'draft' && standing.missing.some(isRejection) && now.content === content) return UNCHANGED;
  const [first, ...more] = missing;
  const next: SubmissionStanding = first ? { state: 'draft', missing: [first, ...more] } : { state: 'ready' };
  if (now.content === content && isSame([now.channel, standing], [channel, next])) return UNCHANGED;
  return { standing: next, head: { content, channel, findings: [] } };
};

const send = (now: Submission, at: string): Change | Refused => {
  const { standing } = now;
  const isOpen = standing.state === 'acknowledged' || standing.state === 'pended';
  if (isOpen && standing.message.content === now.content) return UNCHANGED;
  if (isOpen || standing.state === 'ready') {
    const { head, ...started } = startMessage(now, isOpen ? 'update' : 'submit', at);
    // A person carries it over: what is left to do then is to wait, by the payer's clock.
    const toRecord = isMachine(now.channel) ? [] : [receivedDecision(now.channel.kind, now, at)];
    return { ...started, head: { ...head, toRecord: [...now.toRecord, ...toRecord] } };
  }
  const problems = { draft: 'incomplete', sent: 'already-sent', decided: 'already-decided' } as const;
  const { state } = standing;
  return { problem: state === 'failed' || state === 'withdrawn' ? state : problems[state] };
};

const withdraw = (now: Submission, at: string): Change | Refused => {
  const { standing, channel } = now;
  if (standing.state === 'withdrawn') return { problem: 'withdrawn' };
  if (standing.state === 'sent' && standing.message.what === 'cancel') return { problem: 'already-sent' };
  const isUnsent = standing.state === 'draft' || standing.state === 'ready' || standing.state === 'failed';
  const isUntried = standing.state === 'sent' && standing.tried === undefined && isMachine(channel);
  if (!isUnsent && !isUntried && isMachine(channel)) return startMessage(now, 'cancel', at);
  const says = isUnsent || isUntried ? 'Withdrawn before it was sent.' : 'Withdrawn here: tell the payer.';
  return { standing: { state: 'withdrawn', since: at }, told: { what: 'withdrawn', says } };
};

/** Of inquiries without an answer the newest is enough. */
const withExchange = ({ exchanges }: Submission, added: KeptExchange): readonly KeptExchange[] =>
  [added, ...exchanges.filter(({ what, outcome }) => !(what === 'inquire' && outcome === 'silent'))].slice(
    0,
    MOST_EXCHANGES,
  );

const take = (now: Submission, command: Of<'take'>): Change | Refused => {
  const { standing } = now;
  if (now.exchanges.some(({ name }) => name === command.exchange.name)) return UNCHANGED;
  if (standing.state === 'draft' || standing.state === 'ready') return { problem: 'nothing-sent' };
  const exchanges = withExchange(now, command.exchange);
  const isOver = standing.state === 'withdrawn' || standing.state === 'failed';
  const heard = isOver ? undefined : heardOf(standing, now.channel.kind, command);
  if (!heard) return { head: { exchanges } };
  const { findings, says, toRecord = [] } = heard;
  const head = { exchanges, findings };
  const before = [standing.state, itemsOf(standing)];
  // A payer asked often says the same often: no news.
  if (heard.standing && isSame(before, [heard.standing.state, itemsOf(heard.standing)]))
    return { head: { exchanges, findings: [...findings, ...now.findings.filter(isOfRecord)] } };
  if (!heard.standing)
    return isSame(findings, now.findings) ? { head } : { head, told: { what: 'answer-refused', says } };
  return {
    standing: heard.standing,
    head: { ...head, toRecord: [...now.toRecord, ...toRecord] },
    told: { what: heard.standing.state, says, ...saidIn(heard.standing) },
  };
};

/** What an event about it tells. */
const saidIn = (standing: SubmissionStanding): Pick<SubmissionTold, 'needs' | 'actions'> => {
  if (standing.state === 'pended') return { needs: standing.needs };
  if (standing.state !== 'decided' || standing.outcome.is !== 'answered') return {};
  return { actions: [...new Set(standing.outcome.items.map(({ action }) => action))] };
};

/** Of this message, and no other try has begun since the last one its worker knew. */
export const isNextTry = (
  standing: SubmissionStanding,
  { messageId, after }: Pick<Of<'try'>, 'messageId' | 'after'>,
): standing is Extract<SubmissionStanding, { readonly state: 'sent' }> =>
  standing.state === 'sent' && standing.message.messageId === messageId && standing.tried === after;

const takeBackTry = ({ standing }: Submission, { tried }: Of<'take-back-try'>): Change | Refused => {
  if (standing.state !== 'sent' || standing.tried !== tried) return UNCHANGED;
  const { tried: _notThen, ...untried } = standing;
  return { standing: untried };
};

const itemsOf = (standing: SubmissionStanding): unknown => {
  if (standing.state === 'pended') return standing.items;
  return standing.state === 'decided' && standing.outcome.is === 'answered' ? standing.outcome.items : undefined;
};

const close = ({ standing }: Submission, { says, decision, at }: Of<'close'>): Change | Refused => {
  if (!isUnderway(standing)) return { problem: 'nothing-sent' };
  const { message, state } = standing;
  if (decision === 'decided')
    return {
      standing: { state: 'decided', message, since: at, outcome: { is: 'recorded', says } },
      told: { what: 'decided', says },
    };
  if (state !== 'sent') return UNCHANGED;
  return { standing: { state: 'acknowledged', message, since: at }, told: { what: 'acknowledged', says } };
};

/** Whether the payer has it is not known: it stays handed over, and is neither sent again nor waited for. */
const giveUp = ({ standing, channel, findings }: Submission): Change | Refused => {
  if (standing.state !== 'sent' || !isMachine(channel) || isSame(findings, [UNANSWERED])) return UNCHANGED;
  return { head: { findings: [UNANSWERED] }, told: { what: 'unanswered', says: UNANSWERED.says } };
};

const noteRecorded = (
  { toRecord, findings }: Submission,
  { count, problems }: Of<'note-recorded'>,
): Change | Refused =>
  toRecord.length ? { head: { toRecord: toRecord.slice(count), findings: [...findings, ...problems] } } : UNCHANGED;

const noteTold = ({ untold }: Submission, { version: until }: Of<'note-told'>): Change | Refused => {
  const left = untold.filter(({ version }) => version > until);
  return left.length === untold.length ? UNCHANGED : { head: { untold: left } };
};

const changeBy = (now: Submission, command: SubmissionCommand): Change | Refused => {
  switch (command.kind) {
    case 'prepare':
      return prepare(now, command);
    case 'send':
      return send(now, command.at);
    case 'try':
      return isNextTry(now.standing, command) ? { standing: { ...now.standing, tried: command.at } } : UNCHANGED;
    case 'take-back-try':
      return takeBackTry(now, command);
    case 'take':
      return take(now, command);
    case 'close':
      return close(now, command);
    case 'give-up':
      return giveUp(now);
    case 'withdraw':
      return withdraw(now, command.at);
    case 'note-recorded':
      return noteRecorded(now, command);
    case 'note-told':
      return noteTold(now, command);
  }
};

const decide = (now: Submission, command: SubmissionCommand): SubmissionEvent | Refused => {
  const change = changeBy(now, command);
  return 'problem' in change ? change : { at: command.at, by: command.by, ...change };
};

const evolve = (now: Submission, { at, by, standing = now.standing, head = {}, told }: SubmissionEvent): Submission => {
  const version = now.version + 1;
  const news = told ? [{ version, at, by, ...told }] : [];
  const noted = told ? [{ version, at, by, what: told.what, says: told.says }] : [];
  return {
    ...now,
    ...head,
    version,
    standing,
    untold: [...(head.untold ?? now.untold), ...news],
    history: [...noted, ...now.history].slice(0, MOST_HISTORY),
    updatedAt: at,
  };
};

/** The life of a request to a payer as commands, events and states; pure. */
export const submissionDecider = { decide, evolve };
