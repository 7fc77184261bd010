import type { Advice } from './advice.ts';
import type { ChannelChoice } from './channel.ts';
import type { Determination, DueClock } from './determination.ts';
import type { PlanType } from './facts.ts';
import type { CoverageFacts, Inquiry } from './message/inquiry.ts';
import type { ExemptionNotice } from './plan-duty.ts';
import type { PackRef } from './ruleset.ts';

/** Source of the "in force" verdict. */
export type EligibilitySource = 'payer' | 'roster' | 'coverage' | 'none';

/** Why it is open which plan pays, and the denials to expect where the wrong one is billed. */
export interface CoverageConflict {
  readonly says: string;
  readonly carc: readonly string[];
}

/** A membership on a payer's roster that no coverage of the message names. */
export interface RosterMembership {
  readonly payer: string;
  readonly memberId: string;
  readonly status: 'active' | 'terminated';
  readonly start?: string;
  readonly end?: string;
}

/** Whether a coverage is in force on the service date, the payer, and the source of both. */
export interface CoverageVerdict {
  readonly coverage?: CoverageFacts;
  /** `unknown` when the tenant requires the payer's confirmation and has none. */
  readonly inForce: 'yes' | 'no' | 'unknown';
  readonly reason?: 'no-active-coverage' | 'coverage-not-found' | 'no-member-found';
  /** CARC foreseeable: 26 before the start, 27 after the end, 31 not a member. */
  readonly carc?: string;
  readonly says: string;
  readonly source: EligibilitySource;
  /** Benefit period from the strongest source, both ends included. */
  readonly start?: string;
  readonly end?: string;
  /** Contradictions between sources, wrong payer …, in our words. */
  readonly warnings: readonly string[];
  /** One = recognized; several or none = `ask-plan`. */
  readonly payers: readonly string[];
  /** The request names another payer than the coverage or the roster does. */
  readonly wrongPayer?: boolean;
  /** Plan type of its payer, where that has one only and the coverage names none. */
  readonly payerPlanType?: PlanType;
  /** Notices of exemption on file from its payer. */
  readonly exemptions?: readonly ExemptionNotice[];
  /** Another coverage of the patient excludes this one or pays before it: until that is settled nobody can go ahead. */
  readonly conflict?: CoverageConflict;
  /** Of the first coverage: what rosters list besides the coverages of the message. */
  readonly rosterBeside?: readonly RosterMembership[];
}

/** The whole message answered under one coverage. */
export interface CoverageAnswer {
  readonly verdict: CoverageVerdict;
  readonly advice: Advice;
  /** One plain sentence a scheduler can read out. */
  readonly disposition: string;
  readonly determinations: readonly Determination[];
}

export interface Versions {
  readonly engine: string;
  readonly codebook: string;
  readonly ruleset?: string;
  /** The rule pack the policy came with. */
  readonly rulePack?: PackRef;
}

/** What the core hands to `app`: the focal coverage first, then other active ones. */
export interface Answer {
  readonly advice: Advice;
  readonly disposition: string;
  readonly coverages: readonly CoverageAnswer[];
  readonly serviceDate: string;
  readonly versions: Versions;
  readonly warnings: readonly string[];
}

/** An answer with identity and time, as `app` stores and handlers write it. */
export interface Assessment {
  readonly id: string;
  /** ISO instant. */
  readonly created: string;
  readonly asOf: string;
  readonly inquiry: Inquiry;
  readonly answer: Answer;
  /** Traceable id per line (index = order of `determinations` of the first coverage). */
  readonly assertionIds: readonly string[];
  readonly clocks: readonly DueClock[];
  /** How to send the request, by line of the first coverage, where that is the next action. */
  readonly channels?: Readonly<Record<string, ChannelChoice>>;
  /** Order keys whose record this answer created or updated. */
  readonly orders: readonly string[];
  readonly duplicate?: boolean;
}
