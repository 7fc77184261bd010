interface Provenance {
  readonly from?: readonly string[];
  readonly conflict?: string;
  /** Said only by somebody known to be no clinician: it may speak against a favorable answer, never for one. */
  readonly unconfirmed?: true;
}

/**
 * What is known of one requested test. One vocabulary serves rules, questionnaires and explanations.
 *
 * A fact is `known` (with the references it came from), `absent` (a complete search found nothing) or `unknown`
 * (anything else, also when a message does not mention it). A name missing from `Facts` is `unknown`.
 */
export type Fact<T> =
  | ({ readonly is: 'known'; readonly value: T } & Provenance & Disputed<T>)
  | ({ readonly is: 'absent' } & Provenance & Disputed<T>)
  | ({ readonly is: 'unknown' } & Disputed<T>);

/** Sources contradict each other: a sentence, and what the others say. */
interface Disputed<T> {
  readonly conflict?: string;
  readonly rejected?: readonly ({ readonly is: 'known'; readonly value: T } | { readonly is: 'absent' })[];
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type PartialDate = string;

/** Something that happened, possibly on an unknown day. */
export interface DatedEvent {
  readonly date?: PartialDate;
}

export interface IschemiaTest extends DatedEvent {
  readonly modality?: TestModality;
  readonly result?: 'normal' | 'abnormal' | 'equivocal';
}

export const MODALITIES = ['ecg', 'stress-echo', 'spect', 'planar', 'pet', 'cmr', 'pulmonary'] as const;
export type Modality = (typeof MODALITIES)[number];

/** An earlier test may be of a kind nobody orders here, such as CT: it counts as a test, and as none of the others. */
export const TEST_MODALITIES = [...MODALITIES, 'other'] as const;
type TestModality = (typeof TEST_MODALITIES)[number];

export const PLAN_TYPES = [
  'medicare',
  'medicare-advantage',
  'medicaid',
  'medicaid-managed',
  'commercial',
  'exchange',
  'workers-comp',
  'self-pay',
] as const;
export type PlanType = (typeof PLAN_TYPES)[number];

export interface FactValues {
  age: number;
  sex: 'male' | 'female' | 'other' | 'unknown';
  payer: string;
  planType: PlanType;
  planProduct: string;
  delegated: boolean;
  siteState: string;
  county: string;
  macJurisdiction: string;
  /** Medicare payment locality, two digits; unique within a state. */
  locality: string;
  modality: Modality;
  placeOfService: string;
  encounterClass: string;
  claimType: 'professional' | 'institutional';
  serviceDate: PartialDate;
  urgency: 'routine' | 'urgent' | 'asap' | 'stat';
  diagnoses: readonly string[];
  chestPain: 'cardiac' | 'possible-cardiac' | 'noncardiac' | 'none';
  exertionalDyspnea: boolean;
  syncope: boolean;
  palpitations: boolean;
  symptomsChanged: 'new-or-worse' | 'unchanged';
  canExercise: boolean;
  ecgReadable: boolean;
  knownCad: boolean;
  priorMi: boolean;
  incompleteRevascularization: boolean;
  priorPci: DatedEvent;
  priorCabg: DatedEvent;
  priorIschemiaTest: IschemiaTest;
  /** `none`: no surgery is planned. */
  preOpSurgeryRisk: 'none' | 'low' | 'intermediate' | 'high';
  functionalCapacityMets: number;
  dasi: number;
  cadRisk: 'low' | 'intermediate' | 'high';
  lastClinicalVisit: DatedEvent;
  acsWithin90Days: boolean;
  angiographySinceAcs: boolean;
  stableNow: boolean;
  silentIschemiaHistory: boolean;
  highRiskPci: boolean;
  testPurpose: 'detect' | 'follow-up' | 'viability' | 'graft-patency';
  plannedStress: 'exercise' | 'drug';
  bmi: number;
  habitusLimitsSpect: boolean;
  restingEcgOnFile: boolean;
  documentsOnFile: readonly string[];
  compensableInjury: boolean;
  /** Unstable angina is coded in the chart (diagnosis group or chest-pain kind). */
  unstableAngina: boolean;
  /** Angina from spasm is coded in the chart. */
  vasospasticAngina: boolean;
  heartTransplant: boolean;
  /** Coronary calcium score, Agatston units. */
  calciumScore: 'below-100' | '100-or-more';
  /** Narrowest place on a coronary CT angiogram, percent of the diameter. */
  cctaStenosis: 'below-50' | '50-69' | '70-or-more';
  /** New or worse heart failure, an ejection fraction below 50 percent, or one that fell by 10. */
  heartFailure: boolean;
  /** Sustained ventricular tachycardia, three beats or more in a row, or more than 30 extra beats an hour. */
  ventricularArrhythmia: boolean;
  /** A class IC drug (flecainide, propafenone) is taken or planned. */
  classIcDrug: boolean;
  /** The plan's referral for the test is on file. */
  referral: boolean;
  /** The site is in the plan's network, or not. */
  network: 'in' | 'out';
}
export type FactName = keyof FactValues;
export type Facts = { readonly [N in FactName]?: Fact<FactValues[N]> };

/** Why a yes/no fact has its value, e.g. `canExercise` -> `arthritis`; shown, never evaluated. */
export type FactReasons = { readonly [N in FactName]?: string };

export const known = <T>(value: T, ...from: readonly string[]): Fact<T> =>
  from.length ? { is: 'known', value, from } : { is: 'known', value };
export const absent: Fact<never> = { is: 'absent' };
export const unknown: Fact<never> = { is: 'unknown' };
