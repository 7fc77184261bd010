import { isRejection, UNANSWERED } from './failed-step.ts';
import { startMessage } from './start-message.ts';
import { isMachine, isUnderway, type Submission, type SubmissionStanding } from './submission.ts';
import {
  type CommandOf,
  isSameJson,
  type RefusedCommand,
  type SubmissionChange,
  type SubmissionEvent,
  UNCHANGED,
} from './submission-change.ts';
import type { SubmissionCommand } from './submission-commands.ts';
import { isFirstUntried, isNextTry, withoutTry } from './submission-tries.ts';
import { takeExchange } from './take-exchange.ts';
import { receivedDecision } from './take-response.ts';

/** History entries on the head. */
const MOST_HISTORY = 40;

/** A draft is renewed as often as one likes; so is a request under way, whose next message is then an update. */
const prepare = (
  now: Submission,
  { content, channel, missing }: CommandOf<'prepare'>,
): SubmissionChange | RefusedCommand => {
  const { standing } = now;
  if (standing.state === 'sent') return { problem: 'already-sent' };
  if (standing.state === 'decided') return { problem: 'already-decided' };
  if (isUnderway(standing)) return now.content === content ? UNCHANGED : { head: { content } };
  // What the payer would not take is not offered to it again as it was.
  if (standing.state === 'draft' && standing.missing.some(isRejection) && now.content === content) return UNCHANGED;
  const [first, ...more] = missing;
  const next: SubmissionStanding = first ? { state: 'draft', missing: [first, ...more] } : { state: 'ready' };
  if (now.content === content && isSameJson([now.channel, standing], [channel, next])) return UNCHANGED;
  return { standing: next, head: { content, channel, findings: [] } };
};

const send = (now: Submission, at: string): SubmissionChange | RefusedCommand => {
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

const withdraw = (now: Submission, at: string): SubmissionChange | RefusedCommand => {
  const { standing, channel } = now;
  if (standing.state === 'withdrawn') return { problem: 'withdrawn' };
  if (standing.state === 'sent' && standing.message.what === 'cancel') return { problem: 'already-sent' };
  const isUnsent = standing.state === 'draft' || standing.state === 'ready' || standing.state === 'failed';
  const isUntried = isFirstUntried(standing) && isMachine(channel);
  if (!isUnsent && !isUntried && isMachine(channel)) return startMessage(now, 'cancel', at);
  const says = isUnsent || isUntried ? 'Withdrawn before it was sent.' : 'Withdrawn here: tell the payer.';
  return { standing: { state: 'withdrawn', since: at }, told: { what: 'withdrawn', says } };
};

const close = (
  { standing }: Submission,
  { says, decision, at }: CommandOf<'close'>,
): SubmissionChange | RefusedCommand => {
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

/** A person who prepared something since, another answer and other needs win. */
const takeDocuments = (
  now: Submission,
  { message, needs, read, content, says, at }: CommandOf<'take-documents'>,
): SubmissionChange | RefusedCommand => {
  const { standing, documentsRead: before = [] } = now;
  const isSame =
    standing.state === 'pended' &&
    now.content === message.content &&
    isSameJson([standing.message.messageId, standing.needs], [message.messageId, needs]);
  const isNew = read.every(({ loinc }) => !before.some((one) => one.loinc === loinc));
  if (!isSame || !isNew || !isMachine(now.channel)) return UNCHANGED;
  const documentsRead = [...before, ...read];
  if (content === undefined) return { head: { documentsRead }, told: { what: 'documents-left', says } };
  const { head, standing: sent, told } = startMessage({ ...now, content }, 'update', at);
  return { standing: sent, head: { ...head, content, documentsRead }, told: { ...told, says } };
};

/** Whether the payer has it is not known: it stays handed over, and is neither sent again nor waited for. */
const giveUp = ({ standing, channel, findings }: Submission): SubmissionChange | RefusedCommand => {
  if (standing.state !== 'sent' || !isMachine(channel) || isSameJson(findings, [UNANSWERED])) return UNCHANGED;
  return { head: { findings: [UNANSWERED] }, told: { what: 'unanswered', says: UNANSWERED.says } };
};

const noteRecorded = (
  { toRecord, findings }: Submission,
  { count, problems }: CommandOf<'note-recorded'>,
): SubmissionChange | RefusedCommand =>
  toRecord.length ? { head: { toRecord: toRecord.slice(count), findings: [...findings, ...problems] } } : UNCHANGED;

const noteTold = (
  { untold }: Submission,
  { version: until }: CommandOf<'note-told'>,
): SubmissionChange | RefusedCommand => {
  const left = untold.filter(({ version }) => version > until);
  return left.length === untold.length ? UNCHANGED : { head: { untold: left } };
};

const changeBy = (now: Submission, command: SubmissionCommand): SubmissionChange | RefusedCommand => {
  switch (command.kind) {
    case 'prepare':
      return prepare(now, command);
    case 'send':
      return send(now, command.at);
    case 'try':
      return isNextTry(now.standing, command) ? { standing: { ...now.standing, tried: command.at } } : UNCHANGED;
    case 'take-back-try': {
      const standing = withoutTry(now.standing, command.tried);
      return standing ? { standing } : UNCHANGED;
    }
    case 'take':
      return takeExchange(now, command);
    case 'take-documents':
      return takeDocuments(now, command);
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

const decide = (now: Submission, command: SubmissionCommand): SubmissionEvent | RefusedCommand => {
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
