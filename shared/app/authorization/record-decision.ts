import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { RecordedDecision } from '../../core/authorization/decision.ts';
import { everyDecision } from '../../core/authorization/decisions-kept.ts';
import {
  addDecision,
  approvalOf,
  countingDecisions,
  holdsNumber,
  numberHolder,
} from '../../core/authorization/payer-decisions.ts';
import { isForeignTestNumber } from '../../core/authorization/test-number.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { clockFor } from '../access/clock-for.ts';
import { type AssessPorts, attemptAssessment } from '../assess/attempt-assessment.ts';
import { tenantRules } from '../assess/tenant-rules.ts';
import { patientKeysOfRecord } from '../keys/patient-key.ts';
import { personOfRecord, samePerson } from '../keys/same-person.ts';
import { testMarks } from '../keys/tenant-mark.ts';
import type { Caller } from '../ports/caller.ts';
import { answerOfRecord } from '../search/answer-of-record.ts';
import { decisionsOfRecord } from '../search/decisions-of-record.ts';
import { otherOrdersUnder } from '../search/other-orders-under.ts';
import { clocksAfter } from './clocks-after.ts';
import { onRecord, type RecordAsked } from './on-record.ts';

interface DecisionToRecord extends RecordAsked {
  readonly decision: RecordedDecision;
}

const TEST_NUMBER = 'This is the number of a test: it authorizes nothing.';

type Done = Result<AuthorizationRecord>;

const conflict = (says: string, expression: string): Done => refused({ code: 'conflict', says, expression });

/**
 * Records a payer decision staff received. Never refused because it differs from the order: the difference is shown.
 * Refused when the number belongs to another patient, when it contradicts a decision of the same instant, or when the
 * record changed since the caller read it. Recording it again changes nothing.
 */
export const recordDecision = (asked: DecisionToRecord, caller: Caller, ports: AssessPorts): Promise<Done> =>
  onRecord(asked, caller.tenant, ports, (record) => recordOn(record, asked.decision, caller, ports));

/** `undefined` when another writer changed the record in the meantime. */
const recordOn = async (
  record: AuthorizationRecord,
  decision: RecordedDecision,
  caller: Caller,
  ports: AssessPorts,
): Promise<Done | undefined> => {
  if (decision.number && isForeignTestNumber(decision.number, testMarks(caller.tenant, ports.digest)))
    return refused({ code: 'value', says: TEST_NUMBER, expression: "Parameters.parameter.where(name = 'number')" });
  const answered = await answerOfRecord(record, ports);
  const { inquiry } = answered;
  const zone = inquiry.timeZone ?? caller.tenant.timeZone;
  const localDate = ports.clock.dateIn(zone, decision.receivedAt);
  const approval = approvalOf(decision, record, localDate, clockFor(caller.tenant, ports.clock).now());
  const beside = record.beside ? await ports.authorizations.decisions(record.tenant, record) : [];
  const before = everyDecision(beside, record.approvals);
  const added = addDecision(before, approval, decision.receivedAt === caller.receivedAt);
  if (added === 'known') return ok(record);
  if (added === 'contradiction')
    return conflict(
      'Another decision of the same moment says otherwise.',
      "Parameters.parameter.where(name = 'decision')",
    );
  const counts = countingDecisions(added).includes(approval);
  if (counts && (await claim(record, decision, caller, ports)) === 'taken')
    return conflict('This number is on file for another patient.', "Parameters.parameter.where(name = 'number')");
  const entered = caller.user ? ` Entered by ${caller.user.name}.` : '';
  const received = decision.source === 'payer' ? 'from the payer' : `by ${decision.source}`;
  const told = decision.toldBy ? ` Told by ${decision.toldBy}.` : '';
  const attempt = await attemptAssessment(inquiry, { ...caller, source: record.source }, ports, {
    what: 'decision-recorded',
    orderId: record.orderId,
    version: record.version,
    decision: approval,
    beside,
    clocks: clocksAfter(added, answered, zone, {
      ...ports,
      rules: tenantRules(caller.tenant, caller.receivedAt, ports),
    }),
    says: `Recorded: ${decision.decision}, received ${received} on ${localDate}.${told}${entered}`,
  });
  if (!attempt) return undefined;
  const [head] = attempt.heads;
  if (!head) throw new Error('The answer of a record holds no line of its order.');
  if (counts && decision.decision === 'cancelled') await release(record, decision, caller, ports);
  return ok(head);
};

/** The record as the payer of a decision has it. */
const ofPayer = (record: AuthorizationRecord, payer: string | undefined): AuthorizationRecord =>
  payer === undefined ? record : { ...record, payer };

/** Before the head; a claim whose head is never written is harmless, since the store lets others take it over. */
const claim = async (
  record: AuthorizationRecord,
  { number, numberKind, decision, payer = record.payer }: RecordedDecision,
  { tenant }: Caller,
  { authorizations, clock, digest }: AssessPorts,
): Promise<'claimed' | 'taken'> => {
  if (!number || decision === 'cancelled') return 'claimed';
  const [patientKey = record.patientKey, ...earlierKeys] = patientKeysOfRecord(digest, record);
  const asked = { payer: numberHolder(ofPayer(record, payer), numberKind), number, order: record, at: clock.now() };
  const claimed = await authorizations.claimNumber(tenant.id, { ...asked, patientKey, earlierKeys });
  if (claimed === 'claimed') return claimed;
  // The same person under another id: of another EHR, or of a message that contains its patient.
  const holder = await samePersonHolding(number, ofPayer(record, payer), { authorizations, digest });
  if (!holder) return 'taken';
  const shared = [patientKey, ...earlierKeys];
  return authorizations.claimNumber(tenant.id, { ...asked, patientKey: holder.patientKey, earlierKeys: shared });
};

/** A record of this payer that has the number, where all that have it are of the same person. */
const samePersonHolding = async (
  number: string,
  record: AuthorizationRecord,
  { authorizations, digest }: Pick<AssessPorts, 'authorizations' | 'digest'>,
): Promise<AuthorizationRecord | undefined> => {
  const { tenant } = record;
  const shared = await otherOrdersUnder(number, record, { authorizations });
  // A number cancelled on an order is found there still.
  const decisions = await Promise.all(shared.map((one) => decisionsOfRecord(one, { authorizations })));
  const others = shared.filter((_, index) => holdsNumber(decisions[index] ?? [], number));
  const answers = await authorizations.answersById(
    tenant,
    [record, ...others].map(({ answerId }) => answerId),
  );
  const person = (one: AuthorizationRecord) => personOfRecord(one, answers.get(one.answerId), digest);
  const own = person(record);
  return others.every((one) => samePerson(own, person(one)) === 'same') ? others[0] : undefined;
};

/** A number recorded by mistake can be recorded for the right patient once it is cancelled here. */
const release = async (
  record: AuthorizationRecord,
  { number, numberKind, payer = record.payer }: RecordedDecision,
  { tenant }: Caller,
  { authorizations }: AssessPorts,
): Promise<void> => {
  const holder = numberHolder(ofPayer(record, payer), numberKind);
  if (number) await authorizations.releaseNumber(tenant.id, { payer: holder, number, order: record });
};
