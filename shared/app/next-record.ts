import type { Assessment, CoverageAnswer } from '../core/assessment.ts';
import type { AuthorizationRecord, HistoryEntry } from '../core/authorization.ts';
import type { Approval, Determination } from '../core/determination.ts';
import { NEXT_STEP } from '../core/disposition.ts';
import type { OrderIdentity } from '../core/inquiry.ts';

/** How many history entries stay on the head; all of them stand in the history. */
export const HISTORY_ON_HEAD = 20;
const CANCELLED = new Set(['revoked', 'entered-in-error']);

export interface NextRecord {
  readonly previous: AuthorizationRecord | undefined;
  readonly tenant: string;
  readonly source: string;
  readonly order: OrderIdentity;
  readonly patientKey: string;
  readonly assessment: Assessment;
  readonly coverage: CoverageAnswer;
  readonly determination: Determination;
  readonly determinationId: string;
  readonly assertionId: string;
  readonly approvals: readonly Approval[];
  readonly what: HistoryEntry['what'];
  readonly says?: string;
  readonly by: string;
  readonly clocks?: AuthorizationRecord['clocks'];
}

/** The head as it stands after this answer; pure, so that a lost race simply computes it again. */
export const nextRecord = (next: NextRecord): AuthorizationRecord => {
  const { previous, order, determination, assessment, tenant, source } = next;
  const cancelled = CANCELLED.has(order.status);
  const state = cancelled ? 'cancelled' : determination.state;
  const version = (previous?.version ?? 0) + 1;
  const what = cancelled && previous?.state !== 'cancelled' ? 'order-cancelled' : next.what;
  const entry: HistoryEntry = {
    version,
    at: assessment.created,
    what,
    by: next.by,
    ...(previous ? { from: previous.state } : {}),
    to: state,
    advice: determination.advice,
    determinationId: next.determinationId,
    says: next.says ?? (cancelled ? `The order is ${order.status}.` : next.coverage.disposition),
  };
  const clocks = next.clocks ?? previous?.clocks ?? [];
  const nextDue = clocks.map(({ due }) => due).sort()[0];
  return {
    tenant,
    source,
    orderId: order.id,
    version,
    placerIds: order.placerIds,
    ...(order.requisition ? { requisition: order.requisition.value } : {}),
    ...(order.version ? { orderVersion: order.version } : {}),
    ...(order.lastUpdated ? { orderLastUpdated: order.lastUpdated } : {}),
    orderStatus: order.status,
    orderDigest: order.digest,
    patient: assessment.inquiry.patient.reference,
    patientKey: next.patientKey,
    ...(determination.payer ? { payer: determination.payer } : {}),
    state,
    advice: determination.advice,
    bookable: cancelled ? 'no' : determination.bookable,
    disposition: next.coverage.disposition,
    nextStep: cancelled ? 'Nothing: the order is cancelled.' : NEXT_STEP[determination.advice],
    codes: determination.codes,
    ...(determination.units === undefined ? {} : { units: determination.units }),
    serviceDate: determination.serviceDate,
    determinationId: next.determinationId,
    answerId: assessment.id,
    answeredAt: assessment.created,
    assertionId: next.assertionId,
    approvals: next.approvals,
    documents: determination.documents,
    clocks,
    ...(nextDue ? { nextDue } : {}),
    ...(determination.ruleset ? { ruleset: `${determination.ruleset.id}|${determination.ruleset.version}` } : {}),
    createdAt: previous?.createdAt ?? assessment.created,
    updatedAt: assessment.created,
    history: [entry, ...(previous?.history ?? [])].slice(0, HISTORY_ON_HEAD),
  };
};
