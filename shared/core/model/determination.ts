import type { Advice, DecisionRow } from './advice.ts';
import type { Approval, ApprovalWindow, Mismatch, PayerAwaits } from './approval.ts';
import type { Component } from './codebook.ts';
import type { ClockEvidence, IfLate } from './decision-clock.ts';
import type { Evidence } from './evidence.ts';
import type { FactName, Modality } from './facts.ts';
import type { Coded } from './message/inquiry.ts';
import type { BindingRule, Waiver } from './plan-duty.ts';
import type { GroupId } from './ruleset.ts';

export type CriterionOutcome = 'met' | 'not-met' | 'unknown';

export interface CriterionResult {
  readonly id: string;
  readonly result: CriterionOutcome;
  readonly says: string;
  readonly cite: string;
  readonly level: Evidence;
  /** References the facts came from. */
  readonly evidence?: readonly string[];
}

/** Something about how the line is coded. `error`: the claim fails as written. */
export interface Finding {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly line: number;
  readonly carc?: string;
  readonly rarc?: string;
  /** What is wrong, in our words. */
  readonly says: string;
  /** The exact fix. */
  readonly fix: string;
}

export interface Question {
  readonly fact: FactName;
  readonly question: string;
}
export interface Change {
  readonly fact: FactName;
  readonly to: string;
  readonly advice: Advice;
}

/** What a published fee schedule pays for one unit; an estimate, not a guarantee. */
export interface Estimate {
  readonly code: string;
  readonly modifier?: Exclude<Component, ''>;
  readonly usd: number;
  /** Whose rates they are. */
  readonly year: number;
  /** The rates of the year of service are not held: these are of the year before. */
  readonly earlierRates?: true;
  /** Schedule, place, rate and conversion factor, in words. */
  readonly source: string;
}

/** Another kind of test for the same patient and payer. */
export interface Alternative {
  readonly code: string;
  readonly modality: Modality;
  readonly advice: Advice;
  readonly authorization: 'needed' | 'not-needed' | 'ask-plan';
  readonly criteria: NecessityResult;
  /** Facts that would decide its criteria. */
  readonly missing: readonly Question[];
  readonly estimate?: Estimate;
  /** Needs no authorization, where the ordered test does or may. */
  readonly avoidsAuthorization: boolean;
  /** That it needs authorization, or none, is not verified for this plan. */
  readonly needAssumed?: true;
  /** Its criteria are met, those of the ordered test are not. */
  readonly betterSupported: boolean;
  /** All of that in one sentence or two. */
  readonly why: string;
}

export type NecessityResult = 'met' | 'not-met' | 'review' | 'unknown' | 'none';

/** Something an answer states on the strength of our own choice or unsourced knowledge, by what it is about. */
export type Assumption = 'need' | 'setting' | 'criteria' | 'window';

export interface DueClock {
  readonly kind: 'payer-decision' | 'payer-decision-expedited';
  /** ISO instant, or date when only the day counts. */
  readonly due: string;
  /** In older records: the clock was only assumed, as this usual one, such as `15 days`. */
  readonly usual?: string;
  /** The rule it is by, how well it is founded, and the time it gives, in words with its source. */
  readonly rule?: string;
  readonly level?: ClockEvidence;
  readonly says?: string;
  /** It holds only if this is so, which is not known. */
  readonly onlyIf?: string;
  /** Last day where the payer extends its time. */
  readonly extendedTo?: string;
  /** What the law makes of no decision in time. */
  readonly ifLate?: Exclude<IfLate, 'none'>;
}

/** The answer for one line. Deterministic: no ids, no time of day. */
export interface Determination {
  readonly line: number;
  readonly role: 'test' | 'companion' | 'other';
  /** Of a companion: the line it accompanies. */
  readonly lead?: number;
  readonly codes: readonly string[];
  readonly ordered: readonly Coded[];
  readonly modifiers: readonly string[];
  readonly units?: number;
  readonly group?: GroupId;
  readonly modality?: Modality;
  readonly advice: Advice;
  /** Of a line to be recoded: what the rest of the decision table says. */
  readonly onceRecoded?: Advice;
  /** Row of the decision table that decided. */
  readonly row: DecisionRow;
  readonly covered: 'covered' | 'not-covered' | 'conditional';
  readonly paNeeded?: 'auth-needed' | 'no-auth' | 'satisfied' | 'performpa' | 'conditional';
  readonly docNeeded: readonly ('clinical' | 'admin' | 'patient')[];
  readonly infoNeeded: readonly ('performer' | 'location' | 'timeframe' | 'contract-window' | 'detail-code' | 'OTH')[];
  readonly authorizationRequired?: boolean;
  readonly excluded?: boolean;
  readonly state: AuthorizationState;
  readonly bookable: 'yes' | 'no' | 'not-yet' | 'cannot-tell';
  /** The payer has the request and waits for this: the next move is not the payer's. */
  readonly payerAwaits?: PayerAwaits;
  readonly necessity: NecessityResult;
  readonly criteria: readonly CriterionResult[];
  readonly findings: readonly Finding[];
  /** Plain sentences: why this advice, most important first. */
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
  /** Document codes due (`office-note`, `resting-ecg`, `prior-reports`, `exercise-ability`, `surgery-plan`). */
  readonly documents: readonly string[];
  /** Filled by `explain`, smallest deciding group first. */
  readonly missing: readonly Question[];
  readonly wouldChange: readonly Change[];
  /** Of a test, in answers for people: the other modalities, most useful first. */
  readonly alternatives?: readonly Alternative[];
  /** Codes to authorize together, in case the test is changed on the day. */
  readonly fallbacks?: readonly string[];
  readonly estimates?: readonly Estimate[];
  readonly approval?: Approval;
  /** First and last day the approval covers, both included, as far as they are known. */
  readonly approvalWindow?: ApprovalWindow;
  /** The notice, law or pledge by which the plan may need no authorization of its own. */
  readonly waiver?: Pick<Waiver, 'kind' | 'cite'>;
  /** The plan cannot take this approval back: by what, and what it may still deny for. */
  readonly binding?: Pick<BindingRule, 'cite' | 'says'>;
  /** How the approval on file differs from what is ordered; missing = it fits, or there is none. */
  readonly differences?: readonly Mismatch[];
  readonly noCoverageReason?: 'no-active-coverage' | 'coverage-not-found' | 'no-member-found';
  readonly payer?: string;
  readonly route?: readonly string[];
  readonly ruleset?: { readonly id: string; readonly version: string; readonly hash: string };
  /** The answer depends on a value that is our own choice or unsourced. */
  readonly illustrative: boolean;
  /** Of a "go ahead" by the payer's rules: how well the rule that frees the test is founded. */
  readonly ruleLevel?: Evidence;
  /** What of it does. */
  readonly assumed?: readonly Assumption[];
  readonly abn?: boolean;
  readonly serviceDate: string;
  readonly serviceDateAssumed?: boolean;
}

export const STATES = [
  'not-required',
  'required',
  'information-needed',
  'submitted',
  'approved',
  'partial',
  'denied',
  'appealed',
  'cancelled',
  'expired',
  'unknown',
] as const;
export type AuthorizationState = (typeof STATES)[number];
