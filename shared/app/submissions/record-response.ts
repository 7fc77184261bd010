import type { RecordedDecision } from '../../core/authorization/decision.ts';
import { holdsNumber } from '../../core/authorization/payer-decisions.ts';
import { isUnderMember } from '../../core/submission/is-under-member.ts';
import type { RequestFinding, Submission } from '../../core/submission/submission.ts';
import { clockFor } from '../access/clock-for.ts';
import type { AssessPorts } from '../assess/attempt-assessment.ts';
import { recordDecision } from '../authorization/record-decision.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { answerOfRecord } from '../search/answer-of-record.ts';
import { decisionsOfRecord } from '../search/decisions-of-record.ts';
import { otherOrdersUnder } from '../search/other-orders-under.ts';
import { preparedOf } from './prepared.ts';

const FIX = 'Call the payer and ask what its answer is about; record its decision by hand.';
const OTHER_MEMBER: RequestFinding = {
  id: 'member-changed',
  says: 'The payer answers for a member number that the order does not have any more.',
  fix: 'Withdraw the request and send it anew, or record the decision by hand where it holds for the new number.',
};

const SHARED_NUMBER: RequestFinding = {
  id: 'number-shared',
  says: 'The payer gave the same number to another order of this patient for the same test.',
  fix: 'Ask the payer whether it covers both: one authorization is usually good for one test.',
};

interface Recorded {
  /** How many of the decisions that waited the record has now, or has refused. */
  readonly count: number;
  readonly problems: readonly RequestFinding[];
}

type RecordPorts = AssessPorts & Pick<Ports, 'submissions'>;

/** The order is of another member number by now than the one that was asked with. */
const isOfOtherMember = async (submission: Submission, ports: RecordPorts): Promise<boolean> => {
  const { tenant, source, orderId, standing } = submission;
  const name = 'message' in standing && standing.message ? standing.message.content : submission.content;
  const { content, given } = await preparedOf(submission, name, ports);
  const { records } = await ports.authorizations.load(tenant, [{ source, orderId }], []);
  const [record] = records;
  // A number a person gave with the request stands in no message.
  if (!record || given.memberId !== undefined) return false;
  const { inquiry } = await answerOfRecord(record, ports);
  return !isUnderMember(content.member.memberId, inquiry);
};

/** Another order for the same test holds the number. */
const isShared = async (submission: Submission, decision: RecordedDecision, ports: RecordPorts): Promise<boolean> => {
  const { number, numberKind, codes } = decision;
  if (number === undefined || numberKind !== undefined) return false;
  const others = (await otherOrdersUnder(number, submission, ports)).filter((one) =>
    one.codes.some((code) => codes.includes(code)),
  );
  const held = await Promise.all(others.map((one) => decisionsOfRecord(one, ports)));
  return held.some((decisions) => holdsNumber(decisions, number));
};

/**
 * Gives the order's record what the payer decided. What the record refuses (a number of another patient), and what was asked for
 * under another member number, is a finding.
 */
export const recordResponse = async (submission: Submission, tenant: Tenant, ports: RecordPorts): Promise<Recorded> => {
  const { source, orderId, payer, channel, toRecord } = submission;
  const count = toRecord.length;
  if (await isOfOtherMember(submission, ports)) return { count, problems: [OTHER_MEMBER] };
  const problems: RequestFinding[] = [];
  const receivedAt = clockFor(tenant, ports.clock).now();
  const caller = { tenant, source, by: channel.kind, receivedAt };
  for (const decision of toRecord) {
    // The order's coverage may have changed since: another payer's word is none for it.
    const done = await recordDecision({ orderId, source, decision: { ...decision, payer } }, caller, ports);
    if (!done.ok) problems.push(...done.problems.map(({ says }) => ({ id: 'not-recorded', says, fix: FIX })));
    else if (await isShared(submission, decision, ports)) problems.push(SHARED_NUMBER);
  }
  return { count, problems };
};
