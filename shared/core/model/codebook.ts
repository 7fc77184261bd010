import type { EstimateDuty, ModifierRule, PlaceOfService } from './claim-rules.ts';
import type { Evidence } from './evidence.ts';
import type { FactName, Modality } from './facts.ts';
import type { AnswerShares, Implication } from './implication.ts';
import type { CoveragePair, PaymentFact, PlanKind, PlanWords } from './plan-kinds.ts';
import type { GroupId } from './ruleset.ts';

/** A data set has a validity period; outside it, findings say "not checked for this date". */
export interface DataSet {
  readonly name: string;
  readonly source: string;
  readonly retrieved: string;
  readonly evidence: Evidence;
  readonly from: string;
  readonly to?: string;
}

type ProcedureRole = 'test' | 'companion' | 'not-cardiac' | 'outside';

export interface Procedure {
  readonly code: string;
  readonly role: ProcedureRole;
  /** Only lead codes have a group, which carries authorization rules; companions name what they accompany. */
  readonly group?: GroupId;
  /** Of a tracer: the kind of image it is for. */
  readonly modality?: Modality;
  /** `bundled`: a service (resting ECG, IV access …) that is part of doing a stress test. */
  readonly companion?: 'add-on' | 'agent' | 'tracer' | 'bundled';
  /** Of a bundled service: part of a test only where a pair edit says so. */
  readonly editsOnly?: true;
  /** Our own words. */
  readonly says: string;
  /** Physician fee schedule PC/TC indicator: 0 physician service, 1 splits by 26/TC, 2 professional only, 3 technical only, 4 whole only, 9 does not apply. */
  readonly pcTc?: 0 | 1 | 2 | 3 | 4 | 9;
  readonly supervision?: '01' | '02' | '03' | '09';
  readonly global?: string;
  /** Fee schedule says "not payable in a facility" for the professional claim. */
  readonly notInFacility?: boolean;
  /** A code only hospitals report, or one hospitals do not report (they have their own code, see `note`). */
  readonly hospitalOnly?: boolean;
  readonly notForHospital?: boolean;
  /** Of a stress echo: what a hospital reports instead when contrast was given. */
  readonly hospitalForm?: string;
  /** Of an add-on: the codes it must accompany; `parentsOpen` = there are more than we list. */
  readonly parents?: readonly string[];
  readonly parentsOpen?: true;
  /** Of a whole: its parts. */
  readonly parts?: readonly string[];
  /** Of one perfusion study: the code of rest and stress together. */
  readonly several?: string;
  /** Of an image without the ECG part: the code that takes both in, and the parts it takes in. */
  readonly combined?: {
    readonly code: string;
    readonly clinician: readonly string[];
    readonly technical: readonly string[];
  };
  /** Of a part: its whole. */
  readonly whole?: string;
  /** Of an agent or tracer: what one unit is. */
  readonly unit?: {
    readonly amount: number;
    readonly measure: 'mg' | 'study-dose' | 'mCi';
    readonly usualUnits?: number;
    readonly usualDose?: number;
    /** Single-dose containers: from when JW (some discarded) is due, JZ (none discarded) exists, and JZ is due. */
    readonly waste?: { readonly discardedFrom: string; readonly noneExistsFrom: string; readonly noneFrom: string };
  };
  /** Represents its modality where tests are compared. */
  readonly typical?: true;
  readonly note?: string;
  readonly evidence: Evidence;
  readonly source: string;
}

/** Maximum units of a code per day. `mai` 2 is absolute, 3 can be appealed with records; missing = not known. */
export interface UnitLimit {
  readonly units: number;
  readonly mai?: 1 | 2 | 3;
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
export interface Codebook {
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
