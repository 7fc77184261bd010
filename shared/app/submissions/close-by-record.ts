import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { newestOf } from '../../core/authorization/payer-decisions.ts';
import { isUnderway, type Submission } from '../../core/submission/submission.ts';
import { clockFor } from '../access/clock-for.ts';
import type { Tenant } from '../ports/ports.ts';
import { changeSubmission, type SubmissionPorts } from './change-submission.ts';

/** A decision staff recorded on the order, by portal, phone, fax or letter, is the end of the request they asked with. */
export const closeByRecord = async (
  submission: Submission,
  { approvals }: AuthorizationRecord,
  tenant: Tenant,
  ports: SubmissionPorts,
): Promise<Submission> => {
  const { standing, source, orderId, id, channel } = submission;
  const newest = newestOf(approvals);
  if (!isUnderway(standing) || submission.toRecord.length || !newest || newest.receivedAt < standing.message.at)
    return submission;
  const isOwn = newest.source === 'payer' || newest.source === channel.kind;
  const isMachines = channel.kind === 'fhir-pas' || channel.kind === 'x12-278';
  if (newest.decision === 'pended' || newest.decision === 'appealed' || (isMachines && isOwn)) return submission;
  const says = `Recorded on the order: ${newest.decision}, received by ${newest.source}.`;
  const command = {
    kind: 'close',
    decision: 'decided',
    says,
    at: clockFor(tenant, ports.clock).now(),
    by: 'record',
  } as const;
  const done = await changeSubmission(tenant.id, { source, orderId }, id, () => command, ports);
  return done.ok ? done.value : submission;
};
