import type { Way } from '../oracle/oracle.ts';

/** One answer as a caller reads it. */
export interface Said {
  readonly way: Way;
  /** It can be taken for "go ahead". */
  readonly yes: boolean;
  /** It says at once that no authorization is needed but coverage is not shown. */
  readonly hedged: boolean;
  readonly advice?: string | undefined;
  /** Code of another test, of which a card says that it needs no authorization. */
  readonly instead?: string | undefined;
  /** The sentence that is read first. */
  readonly headline: string;
  /** Everything a person can read in it. */
  readonly text: string;
  /** The authorization number it rests on. */
  readonly number?: string | undefined;
  /** The rule it rests on, with its evidence level. */
  readonly rule?: string | undefined;
  /** When eligibility was known. */
  readonly eligibility?: string | undefined;
}

/** Words of a sentence that a scheduler or clinician takes for "go ahead". */
export const GO_WORDS =
  /\bgo ahead\b|\bproceed\b|\bready to book\b|\bno (prior )?authorization (is )?(needed|required)\b|\bauthorization is not (needed|required)\b|\bneeds no authorization\b|\bcovered: yes\b/i;
/** The part of a card about another test: `Or exercise ECG (93015): needs no authorization.` */
export const INSTEAD = /\bOr [^.()]{1,60}\((\d{5})\): (?:usually )?needs no authorization[^.]*\./;
export const HEDGE = /coverage is not shown|not shown to be covered/i;
export const GO_ADVICE: ReadonlySet<string> = new Set([
  'proceed-no-pa',
  'proceed-authorized',
  'pa-not-required-setting',
]);
export const NOT_SHOWN: ReadonlySet<string> = new Set(['necessity-likely-not-met', 'manual-review']);
