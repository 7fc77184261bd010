import { compact } from '../../core/model/compact.ts';
import { isUnsent, type PayerResponse } from '../../core/submission/payer-response.ts';
import { isMachine, type RequestMessage, referenceOf, type Submission } from '../../core/submission/submission.ts';
import type { SubmissionCommand } from '../../core/submission/submission-commands.ts';
import { isNextTry } from '../../core/submission/submission-tries.ts';
import { clockFor } from '../access/clock-for.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { changeSubmission, hasWork } from './change-submission.ts';
import { putDocumentsRead } from './documents-wanted.ts';
import { exchangeWith } from './exchange.ts';
import { preparedOf } from './prepared.ts';
import { putInquiry } from './put-inquiry.ts';
import { recordResponse } from './record-response.ts';
import { tellRecord } from './tell-record.ts';

/** Steps in one go: record, tell, send, and the same again with what came back. */
const MOST_STEPS = 6;

/**
 * `waits`: the payer gave no answer to build on; seconds until it may be asked again, where it said so. `rests`: nothing was sent,
 * its server is left alone for a while.
 */
export type WorkedOff = { readonly is: 'done' | 'rests' } | { readonly is: 'waits'; readonly retryAfter?: number };

const change = async (
  now: Submission,
  commandOf: (now: Submission) => SubmissionCommand,
  ports: Ports,
  isAtWork = true,
): Promise<Submission> => {
  const { tenant, source, orderId, id } = now;
  const done = await changeSubmission(tenant, { source, orderId }, id, commandOf, ports, isAtWork);
  if (done.ok) return done.value;
  // Withdrawn or changed by somebody else in between: what it is now decides what is left to do.
  return (await ports.submissions.get(tenant, { source, orderId }, id)) ?? now;
};

/** What came back, taken into the submission. */
export const hear = async (
  now: Submission,
  had: Awaited<ReturnType<typeof exchangeWith>>,
  at: string,
  ports: Ports,
  isAtWork: boolean,
): Promise<Submission> => {
  if (isUnsent(had.response)) return now;
  const name = 'message' in now.standing && now.standing.message ? now.standing.message.content : now.content;
  const { content: asked } = await preparedOf(now, name, ports);
  return change(now, ({ channel }) => ({ kind: 'take', ...had, asked, at, by: channel.kind }), ports, isAtWork);
};

const isNothingThere = (response: PayerResponse): boolean => response.is === 'rejected';

/** Later than the try before it, also within one millisecond: each is known by its instant. */
const tryAt = (now: string, after: string | undefined): string =>
  after === undefined || now > after ? now : new Date(Date.parse(after) + 1).toISOString();

/** A try that may reach the payer begins, and its instant; nothing where another one began since, here or elsewhere. */
const markTry = async (
  { standing, ...rest }: Submission,
  now: string,
  ports: Ports,
): Promise<{ readonly marked: Submission; readonly tried: string } | undefined> => {
  if (standing.state !== 'sent') return undefined;
  const { tried: after, message } = standing;
  const { messageId } = message;
  const at = tryAt(now, after);
  let isOurs = false;
  const marked = await change(
    { standing, ...rest },
    (one) => {
      isOurs = isNextTry(one.standing, compact({ messageId, after }));
      return { kind: 'try', at, by: one.channel.kind, ...compact({ messageId, after }) };
    },
    ports,
  );
  return isOurs && marked.standing.state === 'sent' ? { marked, tried: at } : undefined;
};

/** Another worker began first: what becomes of its try is asked for later. */
const ELSEWHERE: PayerResponse = { is: 'silent', why: 'tried-elsewhere' };

interface Sent {
  readonly now: Submission;
  readonly response: PayerResponse;
}

/** The payer answers, and not about this update: it may not have it, and the same again is the same message. */
const isUntold = ({ now, response }: Sent, { what, messageId }: RequestMessage): boolean =>
  what === 'update' &&
  response.is === 'answered' &&
  now.findings.length === 0 &&
  now.standing.state === 'sent' &&
  now.standing.message.messageId === messageId;

/** One exchange about the message under way: sent, or asked after where an earlier try may have reached the payer. */
const send = async (before: Submission, tenant: Tenant, ports: Ports): Promise<Sent> => {
  const { standing, channel } = before;
  if (standing.state !== 'sent' || !isMachine(channel)) throw new Error('Only what is handed over is sent.');
  const { message, tried: last } = standing;
  const { kind, version, endpoint } = channel;
  const clock = clockFor(tenant, ports.clock);
  const exchange = async (of: Submission, what: 'inquire' | typeof message.what): Promise<Sent> => {
    const about = { what, message, at: clock.now(), ...referenceOf(standing) };
    const had = await exchangeWith(of, { kind, version, endpoint }, about, ports);
    return { now: await hear(of, had, clock.now(), ports, true), response: had.response };
  };
  // Taken back twice is taken back.
  if (last !== undefined && message.what === 'cancel') return exchange(before, message.what);
  const asked = last === undefined ? undefined : await exchange(before, 'inquire');
  if (asked && !isNothingThere(asked.response) && !isUntold(asked, message)) return asked;
  // As it was before this worker asked: another one may have found nothing as well, and sent since.
  const begun = await markTry(before, clock.now(), ports);
  if (!begun) return { now: asked?.now ?? before, response: ELSEWHERE };
  const { marked, tried } = begun;
  const sent = await exchange(marked, message.what);
  if (!isUnsent(sent.response)) return sent;
  const now = await change(
    marked,
    ({ channel: { kind: by } }) => ({ kind: 'take-back-try', tried, at: clock.now(), by }),
    ports,
  );
  return { now, response: sent.response };
};

/** Gives the record what it does not have yet: decisions first, so that what is told of them is told of the record after them. */
const settle = async (before: Submission, tenant: Tenant, ports: Ports): Promise<Submission> => {
  let now = before;
  const noted = () => ({ at: clockFor(tenant, ports.clock).now(), by: now.channel.kind });
  if (now.toRecord.length) {
    const recorded = await recordResponse(now, tenant, ports);
    now = await change(now, () => ({ kind: 'note-recorded', ...recorded, ...noted() }), ports);
  }
  const version = await tellRecord(now, tenant, ports);
  return version === undefined ? now : change(now, () => ({ kind: 'note-told', version, ...noted() }), ports);
};

/** Every try is used up: the record says so, and a person takes over. */
export const giveUpOn = async (before: Submission, tenant: Tenant, ports: Ports): Promise<void> => {
  const at = clockFor(tenant, ports.clock).now();
  const now = await change(before, ({ channel: { kind: by } }) => ({ kind: 'give-up', at, by }), ports);
  if (now.untold.length) await settle(now, tenant, ports);
};

/** A wait for the payer has begun. */
const isNews = ({ standing, channel, untold }: Submission): boolean =>
  isMachine(channel) && untold.some(({ what }) => what === standing.state && what !== 'sent');

/**
 * Does what is left to do with a submission. Every step is written before the next begins, and each may be repeated: after a crash the
 * same delivery goes on where it stopped.
 * @param sends whether it is the delivery a message was handed to: others for the order send nothing
 */
export const workOff = async (before: Submission, tenant: Tenant, ports: Ports, sends: boolean): Promise<WorkedOff> => {
  let now = before;
  for (let step = 0; step < MOST_STEPS && hasWork(now); step++) {
    // Before the news of it is told: while that waits, a crash comes back here.
    if (isNews(now)) {
      await putInquiry(now, tenant, ports);
      await putDocumentsRead(now, tenant, ports);
    }
    now = await settle(now, tenant, ports);
    if (now.standing.state !== 'sent' || !isMachine(now.channel)) continue;
    if (!sends) break;
    const { now: after, response } = await send(now, tenant, ports);
    now = after;
    if (after.standing.state === 'sent') {
      // An answer nothing could be made of is told now, not when it is tried again.
      if (after.untold.length) await settle(after, tenant, ports);
      if (isUnsent(response)) return { is: 'rests' };
      const { retryAfter } = response.is === 'silent' ? response : {};
      return { is: 'waits', ...compact({ retryAfter }) };
    }
  }
  return { is: 'done' };
};
