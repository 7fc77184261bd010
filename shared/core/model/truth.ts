import type { CriterionOutcome } from './determination.ts';

/** Kleene's three values as numbers, so that all = min, any = max and not = 2 - x. */
export const NOT_MET = 0;
export const UNKNOWN = 1;
export const MET = 2;
export type Truth = typeof NOT_MET | typeof UNKNOWN | typeof MET;

export const not = (truth: Truth): Truth => (2 - truth) as Truth;
export const truthOf = (value: boolean): Truth => (value ? MET : NOT_MET);
/** The value both cases agree on, else unknown. */
export const agree = (a: boolean, b: boolean): Truth => (a === b ? truthOf(a) : UNKNOWN);

const WORDS: readonly CriterionOutcome[] = ['not-met', 'unknown', 'met'];
export const outcomeOf = (truth: Truth): CriterionOutcome => WORDS[truth] ?? 'unknown';
