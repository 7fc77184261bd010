import type { EvidenceLevel } from './answer.ts';

export interface Step {
  readonly by: string;
  readonly at: string;
}

export interface PackChange {
  readonly payer: string;
  readonly before?: string;
  readonly after: string;
  readonly from: string;
  /** In plain words. */
  readonly changes: readonly string[];
}

/** One version of a tenant's rule pack, and where it stands. */
export interface Pack {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
  readonly state: 'uploaded' | 'approved' | 'scheduled' | 'active' | 'superseded' | 'rolled-back';
  readonly uploaded: Step;
  readonly approved?: Step;
  readonly activated?: Step & { readonly from: string };
  readonly rolledBack?: Step;
  readonly review?: {
    readonly payers: readonly string[];
    readonly findings: readonly { readonly level: 'error' | 'warning'; readonly path: string; readonly says: string }[];
    readonly changes: readonly PackChange[];
  };
}

export interface SimulatedOrder {
  readonly source: string;
  readonly orderId: string;
  readonly serviceDate: string;
  readonly from: string;
  readonly to: string;
  readonly why: readonly string[];
}

/** What a pack would change for the orders on file. */
export interface Simulation {
  readonly pack: { readonly id: string; readonly version: string; readonly hash: string };
  readonly state: 'running' | 'done';
  readonly started: Step;
  readonly updatedAt: string;
  readonly serviceFrom: string;
  readonly orders: number;
  readonly tests: number;
  readonly unread: number;
  readonly isCut?: boolean;
  /** How often each change of advice occurs. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly flips: readonly SimulatedOrder[];
  readonly atRiskCount: number;
  readonly atRisk: readonly SimulatedOrder[];
}

/** How far the rules of a payer reach for a group of tests on a day. */
export interface CoverageEntry {
  readonly payer: { readonly code: string; readonly name: string };
  readonly group: string;
  readonly word: string;
  readonly answer: string;
  readonly level?: string;
  readonly why: string;
  readonly rule?: { readonly id: string; readonly version: string };
  readonly effectiveFrom?: string;
  readonly retrieved?: string;
  /** Names of the notes that change it for a plan or a state. */
  readonly exceptions: readonly string[];
}

/** Where a plan or a state changes what the rules of a payer say. */
export interface CoverageNote {
  readonly payer: string;
  readonly exception: string;
  readonly scope: string;
  readonly groups: readonly string[];
  readonly says: string;
  readonly level?: string;
}

/** A criterion of a policy as a sentence. */
export interface PolicyCriterion {
  readonly id: string;
  /** What follows where it holds. */
  readonly effect: 'against' | 'hold' | 'supports' | 'review' | 'scored';
  readonly says: string;
  readonly cite: string;
  readonly level?: EvidenceLevel;
}

/** The criteria of one policy, in the order in which they decide, and what follows where none does. */
export interface PolicyCriteria {
  readonly criteria: readonly PolicyCriterion[];
  readonly otherwise: 'not-met' | 'review' | 'none' | '';
}

export interface CoverageMap {
  readonly date: string;
  readonly rules: string;
  readonly entries: readonly CoverageEntry[];
  readonly notes: readonly CoverageNote[];
}
