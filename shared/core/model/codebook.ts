import type { ChannelBook } from './channel.ts';
import type { EstimateDuty, ModifierRule, PlaceOfService } from './claim-rules.ts';
import type { ClockBook } from './decision-clock.ts';
import type { Evidence } from './evidence.ts';
import type { FactName } from './facts.ts';
import type { AnswerShares, Implication } from './implication.ts';
import type { DutyBook } from './plan-duty.ts';
import type { CoveragePair, PaymentFact, PlanKind, PlanWords } from './plan-kinds.ts';
import type { Procedure } from './procedure.ts';

/** A data set has a validity period; outside it, findings say "not checked for this date". */
export interface DataSet {
  readonly name: string;
  readonly source: string;
  readonly retrieved: string;
  readonly evidence: Evidence;
  readonly from: string;
  readonly to?: string;
}

/** Maximum units of a code per day. `mai` 2 is absolute, 3 can be appealed with records; missing = not known. */
export interface UnitLimit {
  readonly units: number;
  readonly mai?: 1 | 2 | 3;
  /** Of a copy nobody confirmed: it warns. */
  readonly evidence?: Evidence;
}

export interface PairEdit {
  readonly column1: string;
  readonly column2: string;
  /** 0 no modifier can break it, 1 a modifier can when truly separate, 9 deleted. */
  readonly indicator: 0 | 1 | 9;
  /** Our own words: why the pair is not paid twice. */
  readonly rationale: string;
  /** Indicator 1: the modifiers that can break it when truly separate. */
  readonly modifiers?: readonly string[];
}

/** A chart code and the facts it sets; `asks` raises the question without setting a fact. */
export interface FactMapEntry {
  readonly sets?: readonly { readonly fact: FactName; readonly value: unknown; readonly reason?: string }[];
  readonly asks?: readonly FactName[];
  /** Set only where the code is found as this; found elsewhere, only `asks` holds. */
  readonly setsWhen?: {
    readonly foundAs: 'order-reason' | 'resting-ecg' | 'answered-yes';
    readonly sets: readonly { readonly fact: FactName; readonly value: unknown; readonly reason?: string }[];
  };
  /** Of an Observation code: the fact its value is. */
  readonly measures?: FactName;
  readonly warning?: string;
  readonly evidence: Evidence;
}

export interface OrderCode {
  /** Canonical URL of the code system. */
  readonly system: string;
  readonly code: string;
  readonly says: string;
  /** CPT/HCPCS this order could become; several = ask. Empty with `stressNotImplied`. */
  readonly candidates: readonly string[];
  /** A reviewer must read the order (paced or unspecified stress). */
  readonly review?: boolean;
  readonly stressNotImplied?: boolean;
  readonly plannedStress?: 'exercise' | 'drug';
  readonly evidence: Evidence;
}

/** `''` the whole service, `26` its professional and `TC` its technical component. */
export type Component = '' | '26' | 'TC';

/** Relative values of one code in one year of the Medicare physician fee schedule. */
export interface Fee {
  /** Outside facilities. */
  readonly total: number;
  /** Missing: not payable to a clinician in a facility, or not known. */
  readonly facilityTotal?: number;
  /** The components of the totals, where that year's file is loaded: needed for any locality. */
  readonly parts?: {
    readonly work: number;
    readonly expense: number;
    readonly facilityExpense?: number;
    readonly malpractice: number;
  };
  /** USD per unit. */
  readonly conversionFactor: number;
  readonly source: string;
}

/** A Medicare payment locality and its cost indices. */
export interface Locality {
  readonly state: string;
  readonly number: string;
  readonly name: string;
  readonly work: number;
  readonly expense: number;
  readonly malpractice: number;
}

/** The code tables as the core uses them. Built by `codes/codebook.ts`; every lookup is O(1). */
export interface Codebook extends ClockBook, DutyBook, ChannelBook {
  readonly version: string;
  readonly dataSets: readonly DataSet[];
  /** What one fact says of another; each is listed after those it builds on. */
  readonly implications: readonly Implication[];
  readonly answerShares: AnswerShares;
  procedure(code: string): Procedure | undefined;
  /** One test for each modality. */
  readonly typicalTests: readonly Procedure[];
  orderCode(system: string, code: string): OrderCode | undefined;
  /** The edit between two codes in force on the date, in either order. */
  pairEdit(a: string, b: string, date: string): PairEdit | undefined;
  /** One copy of the edits has the pair, and nobody confirmed it: a warning, never more. */
  unconfirmedPair(a: string, b: string, date: string): boolean;
  /** Daily limit on the date; practitioners and outpatient hospitals have tables of their own. */
  unitLimit(code: string, date: string, payee: 'practitioner' | 'hospital'): UnitLimit | undefined;
  placeOfService(code: string): PlaceOfService | undefined;
  modifierRules(modifier: string): readonly ModifierRule[];
  estimateDuty(date: string): EstimateDuty | undefined;
  inDiagnosisGroup(group: string, code: string): boolean;
  /** ICD-10-CM validity on a date: not listed = `unknown`; a header or retired code = `invalid` with what replaces it. */
  diagnosisOn(code: string, date: string): { readonly status: 'valid' | 'invalid' | 'unknown'; readonly says?: string };
  diagnosisFacts(code: string): FactMapEntry | undefined;
  clinicalFacts(system: string, code: string): FactMapEntry | undefined;
  macJurisdiction(state: string, county?: string): { readonly id: string; readonly warning?: string } | undefined;
  /** Undefined for contractor-priced codes and years not loaded. */
  fee(code: string, modifier: Component, year: number): Fee | undefined;
  /** The year whose fees are nearest to that year's: its own, else the year before. */
  feeYear(year: number): number | undefined;
  /** National unadjusted Medicare amount in USD, outside facilities. */
  nationalFee(
    code: string,
    modifier: Component,
    year: number,
  ): { readonly usd: number; readonly source: string } | undefined;
  /** Without the state, only a number that is unique in the country is found. */
  locality(year: number, number: string, state?: string): Locality | undefined;
  /** Is a CARC or RARC in use on the date? */
  adjustmentCodeOn(code: string, date: string): boolean;
  /** Whether a named data set (`pair-edits`, `drug-units`, `fees`) is valid on the date. */
  holdsOn(dataSet: string, date: string): boolean;
  planKind(id: string): PlanKind | undefined;
  /** The kind a type code names by itself. */
  planKindOfCode(coding: PlanWords['codings'][number]): PlanKind | undefined;
  /** The kind a wording names by itself. */
  planKindOfText(text: string): PlanKind | undefined;
  /** Every kind a coverage names, by type, plan and payor together. */
  planKindsNamed(words: PlanWords): readonly string[];
  coveragePairs(date: string): readonly CoveragePair[];
  /** What a code in the chart tells about who pays first. */
  paymentFact(system: string, code: string): PaymentFact | undefined;
  /** The same in words. */
  paymentFactSays(fact: PaymentFact): string;
}
