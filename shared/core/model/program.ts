import type { Evidence, PublishedSource, Revision } from './evidence.ts';

export type Operator =
  | 'is'
  | 'in'
  | 'exists'
  | 'below'
  | 'atLeast'
  | 'above'
  | 'atMost'
  | 'withinDays'
  | 'withinMonths'
  | 'passedYears'
  | 'anyCodeIn'
  | 'allCodesIn'
  /** The value of one fact equals another's, e.g. `priorIschemiaTest.modality` `sameModalityAs` `modality` (planar counts as SPECT). */
  | 'sameModalityAs';

/** `fact` is a fact name, or `fact.part` for the parts of an event (`priorIschemiaTest.modality`). */
export interface Leaf {
  readonly fact: string;
  readonly op: Operator;
  readonly value?: unknown;
  /** A guard leaf: unknown counts as not-met, but is listed as a warning question. */
  readonly unknownAs?: 'not-met';
}

export type Expression =
  | Leaf
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] }
  | { readonly not: Expression }
  /** A named definition (`symptomatic`, `preop` …) of the definitions in force. */
  | { readonly derived: string; readonly unknownAs?: 'not-met' };

export type Criterion = Expression & {
  /** The rule in our own words, one sentence. */
  readonly says: string;
  readonly cite: string;
  readonly evidence: Evidence;
  /** A likely denial as "not reasonable and necessary": Medicare patients get the ABN advice. */
  readonly likelyNonCovered?: boolean;
};

export type Band = 'against' | 'hold' | 'supports' | 'review';

/** Rows apply when their condition is met; the highest score for the ordered modality decides. */
export interface ScoreTable {
  readonly onlyIf: Expression;
  readonly bands: Readonly<Record<Exclude<Band, 'hold'>, readonly [from: number, to: number]>>;
  readonly modalityColumn: Readonly<Record<string, string>>;
  readonly rows: readonly ScoreRow[];
}
export interface ScoreRow {
  readonly id: string;
  /** The row in our words, e.g. "less than two years after a stent". */
  readonly label: string;
  readonly when: Expression;
  readonly scores: Readonly<Record<string, number>>;
  readonly noTest?: number;
  readonly cite: string;
  readonly evidence: Evidence;
}

/** Necessity criteria shared by several payers: five unordered sets. */
export interface Program {
  readonly id: string;
  readonly version: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly revision?: Revision;
  readonly source: PublishedSource;
  /** We have the whole text; only then may a policy say `otherwise: not-met`. */
  readonly complete: boolean;
  readonly parameters?: Readonly<
    Record<string, { readonly default: number; readonly evidence: Evidence; readonly why?: string }>
  >;
  readonly criteria: Readonly<Record<string, Criterion>>;
  readonly against: readonly string[];
  readonly hold: readonly string[];
  readonly supports: readonly string[];
  readonly review: readonly string[];
  readonly scoreTable?: ScoreTable;
}

/** Named definitions used by criteria, and the pretest-probability table; dated like everything else. */
export interface Definitions {
  readonly id: string;
  readonly version: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly revision?: Revision;
  readonly source: PublishedSource;
  readonly derived: Readonly<Record<string, Expression>>;
  readonly pretest: PretestTable;
  /** Patients the criteria do not speak of: a reviewer decides, whatever the criteria would say. */
  readonly outside?: readonly OutsideRule[];
}
export interface OutsideRule {
  readonly id: string;
  readonly when: Expression;
  readonly says: string;
  readonly cite: string;
  readonly evidence: Evidence;
}
export interface PretestTable {
  readonly evidence: Evidence;
  readonly cite: string;
  /** Upper ends of `low` and `intermediate`, percent. */
  readonly lowAtMost: number;
  readonly intermediateAtMost: number;
  readonly rows: readonly {
    readonly ageFrom: number;
    readonly chestPain: { readonly male: number; readonly female: number };
    readonly dyspnea: { readonly male: number; readonly female: number };
  }[];
}
