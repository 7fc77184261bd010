import type { ClockEvidence, Funding } from './decision-clock.ts';
import type { PlanType } from './facts.ts';

/** A plan's dated notice that spares somebody its authorization. Nothing else is an exemption, no share of approvals either. */
export interface ExemptionNotice {
  readonly payer: string;
  /** Date on the notice, and the days it covers, both included. */
  readonly dated: string;
  readonly from: string;
  readonly to?: string;
  readonly codes: readonly string[];
  /** Whom it is for: one of these orders, or performs, the test. */
  readonly npis?: readonly string[];
  readonly taxIds?: readonly string[];
  readonly of: 'ordering' | 'performing';
  /** The plan has to be told of each test beforehand. */
  readonly notify: boolean;
}

interface Sourced {
  readonly id: string;
  readonly from: string;
  readonly to?: string;
  /** Our own words. */
  readonly says: string;
  readonly source: string;
  readonly retrieved: string;
  readonly evidence: ClockEvidence;
}

/** A duty or promise to honor what the plan before approved. */
export interface ContinuityRule extends Sourced {
  readonly cite: string;
  readonly planTypes: readonly PlanType[];
  readonly payers?: readonly string[];
  readonly states?: readonly string[];
  readonly funding?: Funding;
  /** Days from the start of the new coverage, the first one included. */
  readonly days: number;
  readonly needsActiveCourse?: true;
}

/** Approvals a plan of this type cannot take back. */
export interface BindingRule extends Sourced {
  readonly cite: string;
  readonly planTypes: readonly PlanType[];
}

/** What a plan measures before it sends a notice: shown, never applied. */
export interface ExemptionProgram extends Sourced {
  readonly payers: readonly string[];
  readonly approvedShare: number;
  readonly perYear: number;
  readonly years: number;
}

/** The duties as the core uses them: those in force on a date. */
export interface DutyBook {
  continuityRules(date: string): readonly ContinuityRule[];
  bindingRules(date: string): readonly BindingRule[];
  readonly exemptionPrograms: readonly ExemptionProgram[];
}

/** Why no authorization of this plan may be needed although its rules ask for one. */
export interface Waiver {
  readonly kind: 'exemption' | 'continuity';
  /**
   * `none-needed`: the plan's own notice says so. `notify`, `hand-over`: only once the plan has heard of it and confirmed.
   * `ask`: no rule held says whether the plan honors what the one before approved.
   */
  readonly effect: 'none-needed' | 'notify' | 'hand-over' | 'ask';
  /** The notice or law. */
  readonly cite: string;
  /** Sentences, the decisive one first. */
  readonly says: readonly [string, ...string[]];
}
