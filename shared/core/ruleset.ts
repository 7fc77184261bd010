import type { PlanType } from './facts.ts';

/** How well a value is founded: source read, secondary source, or our own choice / unsourced knowledge. */
export type Evidence = 'verified' | 'secondary' | 'illustrative';

export interface Source {
  readonly title: string;
  readonly address?: string;
  /** Date the source was read, YYYY-MM-DD. */
  readonly retrieved?: string;
  readonly evidence: Evidence;
}

/** A value with its evidence level; every verdict-bearing value in a ruleset is one. */
export interface Graded<T> {
  readonly value: T;
  readonly evidence: Evidence;
  readonly why?: string;
}

// ---- criteria ----------------------------------------------------------------------------------------------

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
  readonly bands: {
    readonly supports: readonly [number, number];
    readonly review: readonly [number, number];
    readonly against: readonly [number, number];
  };
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
  readonly source: Source;
  /** We hold the whole text; only then may a policy say `otherwise: not-met`. */
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
  readonly source: Source;
  readonly derived: Readonly<Record<string, Expression>>;
  readonly pretest: PretestTable;
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

// ---- policies ----------------------------------------------------------------------------------------------

export const GROUPS = ['ecg', 'stress-echo', 'mpi', 'pet', 'cmr', 'ecg-special'] as const;
export type GroupId = (typeof GROUPS)[number];

/** `by-price`: not required where `upperFactor` x the national fee stays at or under the threshold, required where the fee itself exceeds it, else ask. */
export type PriorAuthValue = 'required' | 'not-required' | 'ask-plan' | 'by-price';
export interface PriorAuth extends Graded<PriorAuthValue> {
  readonly threshold?: { readonly usd: number; readonly upperFactor: number };
  /** Who must ask; `performer` turns `pa-needed` into `performpa`. */
  readonly asks?: 'orderer' | 'performer';
}

export interface ProgramUse {
  readonly program: string;
  readonly with?: Readonly<Record<string, number>>;
}
export interface Necessity {
  readonly use: readonly ProgramUse[];
  /** Parameter values by program, as exceptions set them; they win over `use[].with`. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly otherwise: 'not-met' | 'review' | 'none';
  /** Sentence shown when `otherwise` decides, by symptom state; our words. */
  readonly otherwiseSays?: { readonly symptomatic?: string; readonly asymptomatic?: string };
}
export interface Policy {
  readonly priorAuth: PriorAuth;
  readonly necessity: Necessity;
  readonly documents?: readonly string[];
  readonly notificationOnly?: Graded<boolean>;
  readonly goldCard?: Graded<boolean>;
  readonly network?: Graded<string>;
}

export interface Clock {
  readonly amount: number;
  readonly unit: 'hours' | 'calendar-days' | 'working-days';
  readonly from: 'received' | 'complete';
  readonly evidence: Evidence;
}
export interface ExemptSettings {
  readonly encounterClass: readonly string[];
  readonly placeOfService: readonly string[];
  readonly says: string;
  readonly evidence: Evidence;
}
export interface Validity extends Graded<number | null> {
  readonly from: 'approval-date' | 'issue-date';
}

/** One JSON file: one version of one payer's policy. */
export interface Ruleset {
  readonly id: string;
  readonly payer: string;
  readonly version: string;
  readonly effectiveFrom: string;
  readonly effectiveTo?: string;
  readonly effectiveFromIsDefault?: boolean;
  readonly source: Source;
  readonly vendor: Graded<string>;
  readonly route: Graded<readonly string[]>;
  readonly clocks: { readonly standard?: Clock; readonly expedited?: Clock };
  readonly exemptSettings?: ExemptSettings;
  readonly validityDays: Validity;
  readonly codeSpecific: Graded<boolean>;
  readonly siteSpecific: Graded<boolean>;
  /** Ids of benefit rules run before authorization (`screening`, `compensability`). */
  readonly benefitRules: readonly string[];
  readonly policies: Readonly<Record<GroupId, Policy>>;
  readonly exceptions: readonly Exception[];
  /** Products we know by name; any other product named in the Coverage gets the warning "confirm product". */
  readonly products?: readonly string[];
  /** Medicare family: an ABN is advised when necessity is likely not met. */
  readonly abn?: boolean;
}

/**
 * Precedence plan > state > payer. Applies when every named fact is known and its value is listed, and `when` is met.
 * `set` names paths inside the ruleset, `policies.*` for every group: `policies.*.priorAuth`, `policies.ecg.necessity.use`,
 * `policies.*.necessity.parameters` (parameter values by program), `route`, `validityDays`, `clocks.standard`, `exemptSettings`.
 */
export interface Exception {
  readonly id: string;
  readonly level: 'plan' | 'state';
  readonly where: Readonly<Record<string, readonly (string | boolean)[]>>;
  readonly when?: Expression;
  readonly from?: string;
  readonly to?: string;
  readonly set: Readonly<Record<string, unknown>>;
  readonly says: string;
  readonly evidence: Evidence;
}

/** A benefit rule excludes, sends to review or warns before authorization is looked at. */
export interface BenefitRule {
  readonly id: string;
  readonly when: Expression;
  readonly then: 'excluded' | 'review' | 'warning';
  /** What unknown leads to; most rules simply do not fire. */
  readonly ifUnknown?: 'review';
  readonly carc?: string;
  readonly says: string;
  readonly fix?: string;
  readonly cite: string;
  readonly evidence: Evidence;
}

/** A ruleset with everything it refers to, as the loader hands it to the core; `hash` names its exact content. */
export interface RulesetBundle {
  readonly ruleset: Ruleset;
  readonly programs: Readonly<Record<string, Program>>;
  readonly benefitRules: Readonly<Record<string, readonly BenefitRule[]>>;
  readonly definitions: Definitions;
  readonly hash: string;
}

export interface Payer {
  readonly id: string;
  readonly name: string;
  readonly planTypes: readonly PlanType[];
  /** Organization identifiers that name this payer; the plan type picks among payers sharing one. */
  readonly identifiers: readonly { readonly system: string; readonly value: string }[];
  /** Exact names (compared without case and punctuation), never substrings. */
  readonly aliases: readonly string[];
}
