import type { HolidayCalendar } from './business-days.ts';
import type { Evidence } from './evidence.ts';
import type { PlanType } from './facts.ts';
import type { GroupId } from './ruleset.ts';

/** Who bears the risk: a state's insurance law binds an insurer, not an employer that pays by itself. */
export const FUNDINGS = ['fully-insured', 'self-funded'] as const;
export type Funding = (typeof FUNDINGS)[number];

/** How a request went to the payer. */
export const CHANNELS = ['electronic', 'other'] as const;
export type Channel = (typeof CHANNELS)[number];

export const CLOCK_UNITS = ['hours', 'calendar-days', 'business-days'] as const;

/** So much time. */
export interface Span {
  readonly amount: number;
  readonly unit: (typeof CLOCK_UNITS)[number];
  /** Of calendar days: holidays do not count. */
  readonly without?: 'holidays';
}

/** What follows when the time is over and nothing was decided; an approval by law still has to be had in writing. */
export const LATE = ['deemed-approved', 'counts-as-denied', 'none'] as const;
export type IfLate = (typeof LATE)[number];

/** Nothing assumed stands in a clock. */
export type ClockEvidence = Exclude<Evidence, 'illustrative'>;

interface Sourced {
  readonly id: string;
  /** The law or text, as cited. */
  readonly cite: string;
  readonly planTypes: readonly PlanType[];
  readonly states?: readonly string[];
  readonly from: string;
  readonly to?: string;
  readonly source: string;
  /** Date the source was read. */
  readonly retrieved: string;
  readonly evidence: ClockEvidence;
}

/** By when a payer has to decide a request it received while this was in force. */
export interface DecisionClock extends Sourced {
  /** Kinds of coverage of these plan types it does not bind. */
  readonly notKinds?: readonly string[];
  readonly funding?: Funding;
  readonly channel?: Channel;
  /** A condition nobody here can know, in words; clocks that exclude each other each have one. */
  readonly where?: string;
  readonly standard: Span;
  /** Only where a clinician states that waiting could do harm. */
  readonly expedited?: Span;
  /** From receipt, or only once the payer has all it needs. */
  readonly counts: 'received' | 'complete';
  readonly calendar?: string;
  /** A request received on a day without business counts as received on the next. */
  readonly weekendReceipt?: 'next-business-day';
  readonly extension?: Span;
  readonly ifLate: IfLate;
  readonly says?: string;
}

/** Until when a payer can be asked for an authorization after the test. */
interface RetroWindow extends Sourced {
  readonly groups: readonly GroupId[];
  readonly within: Span;
  readonly onlyIf: string;
}

/** The clocks and calendars as the core uses them. */
export interface ClockBook {
  readonly decisionClocks: readonly DecisionClock[];
  readonly retroWindows: readonly RetroWindow[];
  /** The federal holidays where no other calendar is named. */
  holidays(calendar?: string): HolidayCalendar;
}
