import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { ChangeKind, Delivery, OutgoingEvent } from '../ports/authorization-store.ts';

export const ASSESSED = 'StressTestAssessed';
export const CHANGED = 'AuthorizationChanged';
export const DUE = 'AuthorizationDue';
export const EXPIRING = 'AuthorizationExpiring';
export const AT_RISK = 'BookingAtRisk';
export const COVERAGE_CHANGED = 'CoverageChanged';

/** What every event contains of the record: ids and codes, no patient data. */
export const summary = (record: AuthorizationRecord) => ({
  version: '1',
  tenant: record.tenant,
  source: record.source,
  order: `ServiceRequest/${record.orderId}`,
  recordVersion: record.version,
  state: record.state,
  advice: record.advice,
  bookable: record.bookable,
  codes: record.codes,
  serviceDate: record.serviceDate,
  response: `CoverageEligibilityResponse/${record.answerId}`,
  at: record.updatedAt,
  ...(record.payer ? { payer: record.payer } : {}),
  ...(record.ruleset ? { ruleset: record.ruleset } : {}),
});

export const changedEvent = (head: AuthorizationRecord, previous: AuthorizationRecord | undefined): OutgoingEvent => ({
  type: CHANGED,
  detail: {
    ...summary(head),
    ...(previous ? { previousState: previous.state, previousAdvice: previous.advice } : {}),
  },
});

/** Carries the id of the originating call or event along, for tracing. */
const followed = ({ type, detail }: OutgoingEvent, correlationId: string | undefined): OutgoingEvent => ({
  type,
  detail: { ...detail, ...(correlationId ? { correlationId } : {}) },
});

/** The delivery put into the outbox before the head changes; the relay delivers it, or drops it if the head never changed. */
export const deliveryFor = (
  head: AuthorizationRecord,
  previous: AuthorizationRecord | undefined,
  createdAt: string,
  correlationId?: string,
  more: readonly OutgoingEvent[] = [],
): Delivery => {
  const moved = previous?.state !== head.state || previous.advice !== head.advice;
  const [history] = head.history;
  return {
    id: `${head.determinationId}-${head.version}`,
    order: { source: head.source, orderId: head.orderId },
    headVersion: head.version,
    determinationId: head.determinationId,
    kind: 'assessed' satisfies ChangeKind,
    createdAt,
    attempts: 0,
    events: [{ type: ASSESSED, detail: summary(head) }, ...(moved ? [changedEvent(head, previous)] : [])]
      .map((event) => followed(event, correlationId))
      .concat(more),
    ...(history ? { history } : {}),
  };
};
