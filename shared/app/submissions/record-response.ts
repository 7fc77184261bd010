import type { RequestFinding, Submission } from '../../core/submission/submission.ts';
import { clockFor } from '../access/clock-for.ts';
import type { AssessPorts } from '../assess/attempt-assessment.ts';
import { recordDecision } from '../authorization/record-decision.ts';
import type { Tenant } from '../ports/ports.ts';

const FIX = 'Call the payer and ask what its answer is about; record its decision by hand.';

interface Recorded {
  /** How many of the decisions that waited the record has now, or has refused. */
  readonly count: number;
  readonly problems: readonly RequestFinding[];
}

/** Gives the order's record what the payer decided. What the record refuses (a number of another patient) is a finding. */
export const recordResponse = async (
  { source, orderId, channel, toRecord, tenant: _own }: Submission,
  tenant: Tenant,
  ports: AssessPorts,
): Promise<Recorded> => {
  const problems: RequestFinding[] = [];
  const receivedAt = clockFor(tenant, ports.clock).now();
  const caller = { tenant, source, by: channel.kind, receivedAt };
  for (const decision of toRecord) {
    const done = await recordDecision({ orderId, source, decision }, caller, ports);
    if (!done.ok) problems.push(...done.problems.map(({ says }) => ({ id: 'not-recorded', says, fix: FIX })));
  }
  return { count: toRecord.length, problems };
};
