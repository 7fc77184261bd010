import { ok, type Result } from '../../core/model/result.ts';
import type { GivenParts } from '../../core/submission/make-content.ts';
import { isMachine, type Submission } from '../../core/submission/submission.ts';
import { onRecord, type RecordAsked } from '../authorization/on-record.ts';
import type { Caller } from '../ports/caller.ts';
import { changeSubmission, type SubmissionPorts } from './change-submission.ts';
import { type PreparePorts, prepareOn } from './prepare-request.ts';

/** What a payer asked for and a person now gave goes out without another press where the tenant sends by itself. */
const sendUpdate = async (
  now: Submission,
  { tenant, by, receivedAt }: Caller,
  ports: SubmissionPorts,
): Promise<Result<Submission>> => {
  const { standing, channel, content, source, orderId, id } = now;
  const isOpen = standing.state === 'acknowledged' || standing.state === 'pended';
  if (!tenant.submission?.byItself || !isMachine(channel) || !isOpen || standing.message.content === content)
    return ok(now);
  const command = { kind: 'send', at: receivedAt, by } as const;
  return changeSubmission(tenant.id, { source, orderId }, id, () => command, ports);
};

/** The same by the order's id, as a caller asks. */
export const prepareRequest = async (
  asked: RecordAsked & { readonly given: GivenParts; readonly keep?: () => Promise<void> },
  caller: Caller,
  ports: PreparePorts,
): Promise<Result<Submission>> => {
  const prepared = await onRecord(asked, caller.tenant, ports, (record) =>
    prepareOn(record, asked.given, { ...caller, ...(asked.keep ? { keep: asked.keep } : {}) }, ports),
  );
  return prepared.ok ? sendUpdate(prepared.value, caller, ports) : prepared;
};
