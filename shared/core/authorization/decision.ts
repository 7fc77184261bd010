import type { Approval, RequestedParties } from '../model/approval.ts';

export const DECISIONS = ['approved', 'partial', 'denied', 'pended', 'cancelled', 'not-required', 'appealed'] as const;
export const NUMBER_KINDS = ['authorization', 'case', 'call-reference'] as const;
export const DECISION_SOURCES = ['portal', 'phone', 'fax', 'x12-278', 'letter'] as const;

/** A payer decision on one order as staff received it, by any channel. */
export interface RecordedDecision {
  readonly decision: (typeof DECISIONS)[number];
  /** Payer that was asked, where it is not the one the order has by now. */
  readonly payer?: string;
  readonly number?: string;
  /** Absent = authorization. */
  readonly numberKind?: NonNullable<Approval['numberKind']>;
  /** First and last day as given, YYYY-MM-DD, both included. */
  readonly start?: string;
  readonly end?: string;
  /** Billing codes the decision names; none = it names none. */
  readonly codes: readonly string[];
  readonly units?: number;
  readonly placeOfService?: string;
  /** Opaque keys as in `ServiceFacts`: NPI if known, else reference. */
  readonly facility?: string;
  readonly performer?: string;
  readonly reason?: string;
  /** Who at the payer said so, as staff wrote it down. */
  readonly toldBy?: string;
  /** A clinician stated that waiting could do harm. */
  readonly expedited?: true;
  /** `payer` = from the payer, channel unknown. */
  readonly source: Extract<Approval['source'], (typeof DECISION_SOURCES)[number] | 'payer'>;
  /** ISO instant; payer clocks run from here. */
  readonly receivedAt: string;
  /** Local date of `receivedAt` where it has an offset; an approval without a period starts then. */
  readonly issued?: string;
  /** Who the request named that it answers. */
  readonly requested?: RequestedParties;
}
