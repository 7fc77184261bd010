import type { Assessment } from '../core/assessment.ts';
import type { AuthorizationRecord, HistoryEntry } from '../core/authorization.ts';
import { nextStepOf } from '../core/disposition.ts';
import { mayMove } from '../core/moves.ts';
import { isWithdrawn } from '../core/order-status.ts';
import type { Caller } from './caller.ts';
import type { OrderAnswer, Recorded } from './order-answers.ts';
import { newestVersion } from './weigh-order.ts';

/** How many history entries stay on the head; all of them stand in the history. */
export const HISTORY_ON_HEAD = 20;

export interface NextRecord {
  readonly one: OrderAnswer;
  readonly previous: AuthorizationRecord | undefined;
  readonly caller: Caller;
  readonly patientKey: string;
  readonly assessment: Assessment;
  readonly recorded: Recorded | undefined;
}

const whatHappened = ({ one, previous, recorded }: NextRecord, cancelled: boolean): HistoryEntry['what'] => {
  if (cancelled && previous?.state !== 'cancelled') return 'order-cancelled';
  if (recorded?.orderId === one.order.id) return 'decision-recorded';
  return previous ? 'reassessed' : 'assessed';
};

/** The head as it stands after this answer; pure, so that a lost race simply computes it again. */
export const nextRecord = (next: NextRecord): AuthorizationRecord => {
  const { one, previous, caller, assessment } = next;
  const { order, determination, determinationId, coverage } = one;
  const recorded = next.recorded?.orderId === order.id ? next.recorded : undefined;
  const cancelled = isWithdrawn(order.status);
  const state = cancelled ? 'cancelled' : determination.state;
  if (previous && !mayMove(previous.state, state)) throw new Error(`No way from ${previous.state} to ${state}.`);
  const version = (previous?.version ?? 0) + 1;
  const entry: HistoryEntry = {
    version,
    at: assessment.created,
    what: whatHappened(next, cancelled),
    by: caller.by,
    ...(previous ? { from: previous.state } : {}),
    to: state,
    advice: determination.advice,
    determinationId,
    says: recorded?.says ?? (cancelled ? `The order is ${order.status}.` : coverage.disposition),
  };
  const clocks = recorded?.clocks ?? previous?.clocks ?? [];
  return {
    tenant: caller.tenant.id,
    source: caller.source,
    orderId: order.id,
    version,
    placerIds: order.placerIds,
    ...(order.requisition ? { requisition: order.requisition.value } : {}),
    ...newestVersion(previous, order, caller.receivedAt),
    orderStatus: order.status,
    orderDigest: order.digest,
    patient: assessment.inquiry.patient.reference,
    patientKey: next.patientKey,
    ...(determination.payer ? { payer: determination.payer } : {}),
    state,
    advice: determination.advice,
    bookable: cancelled ? 'no' : determination.bookable,
    disposition: coverage.disposition,
    nextStep: cancelled ? 'Nothing: the order is cancelled.' : nextStepOf(determination),
    codes: determination.codes,
    ...(determination.units === undefined ? {} : { units: determination.units }),
    serviceDate: determination.serviceDate,
    determinationId,
    answerId: assessment.id,
    answeredAt: assessment.created,
    assertionId: assessment.assertionIds[determination.line - 1] ?? determinationId,
    approvals: recorded?.approvals ?? previous?.approvals ?? [],
    ...(determination.approval ? { approval: determination.approval } : {}),
    ...(determination.approvalWindow ? { window: determination.approvalWindow } : {}),
    ...(determination.differences ? { differences: determination.differences.map(({ says }) => says) } : {}),
    documents: determination.documents,
    clocks,
    ...(previous?.bookings ? { bookings: previous.bookings } : {}),
    ...(previous?.told ? { told: previous.told } : {}),
    timeZone: assessment.inquiry.timeZone ?? caller.tenant.timeZone,
    ...(determination.ruleset ? { ruleset: `${determination.ruleset.id}|${determination.ruleset.version}` } : {}),
    createdAt: previous?.createdAt ?? assessment.created,
    updatedAt: assessment.created,
    history: [entry, ...(previous?.history ?? [])].slice(0, HISTORY_ON_HEAD),
  };
};
