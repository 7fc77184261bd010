import type { AuthorizationRecord } from '../core/authorization.ts';
import type { RecordedDecision } from '../core/decision.ts';
import type { Approval, DueClock } from '../core/determination.ts';
import { dueOf } from '../core/due.ts';
import { ok, type Result, refused } from '../core/result.ts';
import type { RulesetBundle } from '../core/ruleset.ts';
import { type AssessPorts, assess, type Caller } from './assess.ts';
import { findOrder } from './find-order.ts';

/** One approval per coverage and number; a decision without a number replaces the last one without. */
const sameApproval = (a: Approval, b: Approval) => a.payer === b.payer && a.number === b.number;

const approvalOf = (decision: RecordedDecision, record: AuthorizationRecord, now: string): Approval => {
  const { decision: word, ...rest } = decision;
  return { ...rest, decision: word, recordedAt: now, ...(record.payer ? { payer: record.payer } : {}) };
};

/** A pended request starts the payer's clock, from the day it was received. */
const clocksOf = (decision: RecordedDecision, bundle: RulesetBundle | 'ambiguous' | undefined): readonly DueClock[] => {
  if (decision.decision !== 'pended' || !bundle || bundle === 'ambiguous') return [];
  const { standard } = bundle.ruleset.clocks;
  return standard ? [{ kind: 'payer-decision', due: dueOf(standard, decision.receivedAt) }] : [];
};

const conflict = (says: string, expression: string): Result<never> => refused({ code: 'conflict', says, expression });

/**
 * Records what staff learned from the payer. Never refused because it differs from the order: the difference is
 * shown. Refused (409) when the number belongs to another patient or contradicts a decision of the same moment.
 */
export const recordDecision = async (
  orderId: string,
  source: string | undefined,
  decision: RecordedDecision,
  caller: Caller,
  ports: AssessPorts,
): Promise<Result<AuthorizationRecord>> => {
  const { authorizations, rules, clock } = ports;
  const found = await findOrder(orderId, source, caller.tenant.id, ports);
  if (!found.ok) return found;
  const record = found.value;
  const approval = approvalOf(decision, record, clock.now());
  const before = record.approvals.find((one) => sameApproval(one, approval));
  if (before && before.receivedAt === approval.receivedAt && before.decision !== approval.decision)
    return conflict('Another decision with the same number and time is already recorded.', 'Parameters.parameter[0]');
  const answered = await authorizations.answer(caller.tenant.id, record.answerId);
  if (!answered) throw new Error('The answer of a record is missing.');
  const order = { source: record.source, orderId };
  const { number } = decision;
  if (
    number &&
    (await authorizations.claimNumber(
      caller.tenant.id,
      record.payer ?? 'unknown',
      number,
      record.patientKey,
      order,
    )) === 'taken'
  )
    return conflict(
      'This authorization number is on file for another patient.',
      "Parameters.parameter.where(name = 'number')",
    );
  const approvals = [...record.approvals.filter((one) => !sameApproval(one, approval)), approval];
  const bundle = record.payer ? rules.select(record.payer, record.serviceDate) : undefined;
  await assess(answered.inquiry, { ...caller, source: record.source }, ports, {
    orderId,
    approvals,
    clocks: clocksOf(decision, bundle),
    what: 'decision-recorded',
    says: `Recorded from ${decision.source}: ${decision.decision}.`,
  });
  const { records } = await authorizations.load(caller.tenant.id, [order], []);
  const [updated] = records;
  return updated
    ? ok(updated)
    : refused({ code: 'transient', says: 'The record changed while it was read; ask again.' });
};
