import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { isWithdrawn } from '../../core/model/message/order-status.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { isMachine, isUnderway, type Submission } from '../../core/submission/submission.ts';
import { onRecord, type RecordAsked } from '../authorization/on-record.ts';
import type { Caller } from '../ports/caller.ts';
import type { Ports } from '../ports/ports.ts';
import { changeSubmission, type SubmissionPorts } from './change-submission.ts';
import { submissionOf } from './prepare-request.ts';

type SendPorts = SubmissionPorts & Pick<Ports, 'authorizations'>;
/** `versions`: of the request as the caller read it, not of the order's record. */
type RequestAsked = RecordAsked;

const CHANGED = {
  code: 'conflict',
  says: 'The request has changed since it was read.',
  expression: 'http.if-match',
} as const;
const CANCELLED = {
  code: 'conflict',
  says: 'The order is withdrawn: there is nothing to ask for.',
  expression: 'ServiceRequest.id',
} as const;
const NONE = {
  code: 'not-found',
  says: 'Nothing was prepared for this order.',
  expression: 'ServiceRequest.id',
} as const;

const onRequest = (
  { versions, ...order }: RequestAsked,
  { tenant }: Caller,
  ports: SendPorts,
  change: (now: Submission, record: AuthorizationRecord) => Promise<Result<Submission>>,
): Promise<Result<Submission>> =>
  onRecord(order, tenant, ports, async (record) => {
    const now = await submissionOf(record, ports);
    if (!now) return refused(NONE);
    return versions && !versions.includes(now.version) ? refused(CHANGED) : change(now, record);
  });

/** A person's button. Pressed again, it sends nothing again: the request as it stands is the answer. */
export const sendRequest = (asked: RequestAsked, caller: Caller, ports: SendPorts): Promise<Result<Submission>> => {
  const { versions: _any, ...anyVersion } = asked;
  return onRequest(anyVersion, caller, ports, async (now, { orderStatus }) => {
    const isHanded = isUnderway(now.standing) && now.standing.message.content === now.content;
    if (isHanded || now.standing.state === 'decided') return ok(now);
    if (asked.versions && !asked.versions.includes(now.version)) return refused(CHANGED);
    if (isWithdrawn(orderStatus)) return refused(CANCELLED);
    const { tenant, source, orderId, id } = now;
    const command = { kind: 'send', at: caller.receivedAt, by: caller.by } as const;
    return changeSubmission(tenant, { source, orderId }, id, () => command, ports);
  });
};

/** Takes a request back: here, and at the payer where it may have it. */
export const withdrawRequest = (asked: RequestAsked, caller: Caller, ports: SendPorts): Promise<Result<Submission>> =>
  onRequest(asked, caller, ports, async ({ tenant, source, orderId, id, standing, channel }) => {
    const isAsked = standing.state === 'sent' && standing.message.what === 'cancel' && isMachine(channel);
    const command = { kind: 'withdraw', at: caller.receivedAt, by: caller.by } as const;
    const done = await changeSubmission(tenant, { source, orderId }, id, () => command, ports);
    if (done.ok || !(isAsked || standing.state === 'withdrawn')) return done;
    const now = await ports.submissions.get(tenant, { source, orderId }, id);
    return now ? ok(now) : done;
  });
