/** A question of the clinical questionnaire. */
export interface Question {
  readonly fact: string;
  readonly text: string;
  readonly kind: 'yes-no' | 'number' | 'date' | 'choice' | 'text';
  readonly options: readonly { readonly code: string; readonly name: string }[];
  /** It may be answered by `never: true`. */
  readonly never: boolean;
  /** Questions it consists of, where it is not answered as a whole. */
  readonly parts: readonly Question[];
}

/** An answer: yes or no, a number, a word of the options, a date as far as known, or `never`. */
export type FactAnswer = boolean | number | string | { readonly never: true };

export interface Answers {
  readonly [fact: string]: FactAnswer;
}

/** A question about a test, without a record. */
export interface Asking {
  readonly payer: string;
  /** CPT or HCPCS code. */
  readonly code: string;
  readonly diagnoses?: readonly string[];
  readonly age?: number;
  readonly sex?: 'male' | 'female' | 'other' | 'unknown';
  /** YYYY-MM-DD; today without it. */
  readonly serviceDate?: string;
  readonly siteState?: string;
  readonly county?: string;
  readonly placeOfService?: string;
  readonly plan?: string;
  readonly delegated?: boolean;
  readonly encounter?: 'emergency' | 'observation' | 'admitted' | 'ambulatory';
  readonly answers?: Answers;
}
