import type { Clock, EvidenceLevel, NextAction, State } from './answer.ts';

export interface Criterion {
  readonly id: string;
  readonly result: 'met' | 'not-met' | 'unknown';
  readonly says: string;
  /** Where the rule is from. */
  readonly cite: string;
  readonly level?: EvidenceLevel;
  /** References of what it was judged by. */
  readonly evidence: readonly string[];
}

/** A question whose answer can still change the determination; the best next one comes first. */
export interface OpenQuestion {
  readonly fact: string;
  readonly question: string;
}

export interface Alternative {
  readonly code: string;
  readonly advice: string;
  readonly why: string;
}

export interface Finding {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'information';
  readonly line: number;
  /** Claim adjustment reason and remark code. */
  readonly carc?: string;
  readonly rarc?: string;
  readonly says: string;
  readonly fix: string;
}

/** What the patient pays by what the payer said of its plan: an estimate, no promise. */
export interface PatientShare {
  readonly amount: number;
  readonly deductible?: number;
  readonly coinsurance?: number;
  readonly copay?: number;
  readonly asOf?: string;
  readonly assumes: readonly string[];
}

/** The answer for one line: what was decided, why, and what would change it. */
export interface Determination {
  readonly code: string;
  /** Empty: no stress test, so nothing was decided. */
  readonly advice: string;
  readonly covered?: string;
  readonly paNeeded?: string;
  readonly state?: State;
  readonly nextAction?: NextAction;
  /** Row of the decision table. */
  readonly row?: string;
  readonly rule?: { readonly id: string; readonly version: string; readonly level?: EvidenceLevel };
  readonly rulePack?: string;
  readonly waiver?: string;
  readonly binding?: string;
  readonly authorization?: string;
  readonly assertionId?: string;
  readonly reasons: readonly string[];
  readonly criteria: readonly Criterion[];
  readonly missing: readonly OpenQuestion[];
  readonly wouldChange: readonly { readonly fact: string; readonly to: string; readonly advice: string }[];
  readonly alternatives: readonly Alternative[];
  readonly findings: readonly Finding[];
  readonly estimates: readonly {
    readonly code: string;
    readonly amount: number;
    readonly currency: string;
    readonly year: string;
    readonly source: string;
  }[];
  readonly warnings: readonly string[];
  readonly clocks: readonly Clock[];
  readonly eligibilitySource?: string;
  readonly eligibilityAsOf?: string;
  /** What the payer calls the plan. */
  readonly payerPlan?: string;
  /** An estimate of what the patient pays, in US dollars. */
  readonly patientShare?: PatientShare;
  /** Kinds of document to be sent along. */
  readonly documents: readonly string[];
  /** Number of the line whose explanations are the same. */
  readonly sameAs?: number;
}

/** An answer to a whole message. */
export interface Assessment {
  readonly id: string;
  /** Instant at which it was given. */
  readonly created: string;
  readonly advice: string;
  /** The answer in one sentence. */
  readonly disposition: string;
  readonly outcome: string;
  /** Coverage in force on the day; missing where it is not known. */
  readonly inforce?: boolean;
  readonly payer?: string;
  readonly serviceDate?: string;
  readonly coverageEnds?: string;
  readonly warnings: readonly string[];
  /** Each with its number, and with the order it is about. */
  readonly lines: readonly (Determination & { readonly line: number; readonly order?: string })[];
}
