import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { isWithdrawn } from '../../core/model/message/order-status.ts';
import { isMachine, isUnderway, type Submission } from '../../core/submission/submission.ts';
import { isFirstUntried } from '../../core/submission/submission-tries.ts';
import { clockFor } from '../access/clock-for.ts';
import type { Tenant } from '../ports/ports.ts';
import { changeSubmission, type SubmissionPorts } from './change-submission.ts';

/**
 * The order is cancelled, and its request is open at the payer: it is taken back without a person where the tenant sends without
 * one; else the record's next step says so. What has not left yet never leaves, whoever handed it over.
 */
export const withdrawWithOrder = async (
  submission: Submission,
  { orderStatus }: Pick<AuthorizationRecord, 'orderStatus'>,
  tenant: Tenant,
  ports: SubmissionPorts,
): Promise<Submission> => {
  const { standing, source, orderId, id, channel } = submission;
  if (!isWithdrawn(orderStatus) || !isMachine(channel) || !isUnderway(standing)) return submission;
  if (standing.message.what === 'cancel') return submission;
  if (!tenant.submission?.byItself && !isFirstUntried(standing)) return submission;
  const command = { kind: 'withdraw', at: clockFor(tenant, ports.clock).now(), by: 'by-itself' } as const;
  const done = await changeSubmission(tenant.id, { source, orderId }, id, () => command, ports);
  return done.ok ? done.value : submission;
};
