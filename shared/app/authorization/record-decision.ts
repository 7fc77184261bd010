import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { RecordedDecision } from '../../core/authorization/decision.ts';
import { addDecision, approvalOf, countingDecisions, numberHolder } from '../../core/authorization/payer-decisions.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { type AssessPorts, attemptAssessment } from '../assess/attempt-assessment.ts';
import { retryRace } from '../assess/retry-race.ts';
import { patientKeysOfRecord } from '../keys/patient-key.ts';
import type { Caller } from '../ports/caller.ts';
import { findOrder } from '../search/find-order.ts';
import { clocksAfter } from './clocks-after.ts';

interface DecisionToRecord {
  readonly orderId: string;
  /** Source of the order, where several share the id. */
  readonly source?: string;
  /** Versions of the record the caller may have seen; any other is refused. */
  readonly versions?: readonly number[];
  readonly decision: RecordedDecision;
}

type Done = Result<AuthorizationRecord>;

const conflict = (says: string, expression: string): Done => refused({ code: 'conflict', says, expression });

/**
 * Records a payer decision staff received. Never refused because it differs from the order: the difference is shown.
 * Refused when the number belongs to another patient, when it contradicts a decision of the same instant, or when the
 * record changed since the caller read it. Recording it again changes nothing.
 */
export const recordDecision = (asked: DecisionToRecord, caller: Caller, ports: AssessPorts): Promise<Done> =>
  retryRace(async () => {
    const found = await findOrder(asked.orderId, asked.source, caller.tenant, ports);
    return found.ok ? recordOn(found.value, asked, caller, ports) : found;
  });

/** `undefined` when another writer changed the record in the meantime. */
const recordOn = async (
  record: AuthorizationRecord,
  { versions, decision }: DecisionToRecord,
  caller: Caller,
  ports: AssessPorts,
): Promise<Done | undefined> => {
  if (versions && !versions.includes(record.version))
    return conflict('The record has changed since it was read.', 'http.if-match');
  const inquiry = await inquiryOf(record, caller, ports);
  const zone = inquiry.timeZone ?? caller.tenant.timeZone;
  const localDate = ports.clock.dateIn(zone, decision.receivedAt);
  const approval = approvalOf(decision, record, localDate, ports.clock.now());
  const added = addDecision(record.approvals, approval, decision.receivedAt === caller.receivedAt);
  if (added === 'known') return ok(record);
  if (added === 'contradiction')
    return conflict(
      'Another decision of the same moment says otherwise.',
      "Parameters.parameter.where(name = 'decision')",
    );
  const counts = countingDecisions(added).includes(approval);
  if (counts && (await claim(record, decision, caller, ports)) === 'taken')
    return conflict('This number is on file for another patient.', "Parameters.parameter.where(name = 'number')");
  const received = decision.source === 'payer' ? 'from the payer' : `by ${decision.source}`;
  const attempt = await attemptAssessment(inquiry, { ...caller, source: record.source }, ports, {
    what: 'decision-recorded',
    orderId: record.orderId,
    version: record.version,
    approvals: added,
    clocks: clocksAfter(added, record, inquiry, zone, ports),
    says: `Recorded: ${decision.decision}, received ${received} on ${localDate}.`,
  });
  if (!attempt) return undefined;
  const [head] = attempt.heads;
  if (!head) throw new Error('The answer of a record holds no line of its order.');
  if (counts && decision.decision === 'cancelled') await release(record, decision, caller, ports);
  return ok(head);
};

const inquiryOf = async (
  { answerId }: AuthorizationRecord,
  { tenant }: Caller,
  { authorizations }: AssessPorts,
): Promise<Inquiry> => {
  const answered = await authorizations.answer(tenant.id, answerId);
  if (!answered) throw new Error('The answer of a record is missing.');
  return answered.inquiry;
};

/** Before the head; a claim whose head is never written is harmless, since the store lets others take it over. */
const claim = async (
  record: AuthorizationRecord,
  { number, numberKind, decision }: RecordedDecision,
  { tenant }: Caller,
  { authorizations, clock, digest }: AssessPorts,
): Promise<'claimed' | 'taken'> => {
  if (!number || decision === 'cancelled') return 'claimed';
  const [patientKey = record.patientKey, ...earlierKeys] = patientKeysOfRecord(digest, record);
  const whose = { patientKey, earlierKeys, order: record };
  const payer = numberHolder(record, numberKind);
  return authorizations.claimNumber(tenant.id, { payer, number, ...whose, at: clock.now() });
};

/** A number recorded by mistake can be recorded for the right patient once it is cancelled here. */
const release = async (
  record: AuthorizationRecord,
  { number, numberKind }: RecordedDecision,
  { tenant }: Caller,
  { authorizations }: AssessPorts,
): Promise<void> => {
  const payer = numberHolder(record, numberKind);
  if (number) await authorizations.releaseNumber(tenant.id, { payer, number, order: record });
};
