import type { NecessityResult } from '../model/determination.ts';
import type { Band } from '../model/program.ts';
import type { Necessity } from '../model/ruleset.ts';
import { MET, NOT_MET, type Truth } from '../model/truth.ts';

/** The order in which a program's sets are evaluated. */
export const BANDS: readonly Band[] = ['against', 'hold', 'supports', 'review'];

/** Whether each set of the merged programs holds. */
export type Sets = Record<Band, Truth>;

export const RESULT_OF: Readonly<Record<Band, NecessityResult>> = {
  against: 'not-met',
  hold: 'review',
  supports: 'met',
  review: 'review',
};

/** `held`: review is required for a reason outside the programs, as if a `hold` criterion were met. */
export const openSets = (held: boolean): Sets => ({
  against: NOT_MET,
  hold: held ? MET : NOT_MET,
  supports: NOT_MET,
  review: NOT_MET,
});

/** A set is as true as its strongest member. */
export const raise = (sets: Sets, band: Band, truth: Truth): void => {
  if (truth > sets[band]) sets[band] = truth;
};

/** First set that holds: against, hold, supports, review, otherwise; an unknown set is tried both ways. */
export const combine = (sets: Readonly<Sets>, otherwise: Necessity['otherwise']): NecessityResult => {
  let common: NecessityResult | undefined;
  for (const band of BANDS) {
    if (sets[band] === NOT_MET) continue;
    common ??= RESULT_OF[band];
    if (common !== RESULT_OF[band]) return 'unknown';
    if (sets[band] === MET) return common;
  }
  common ??= otherwise;
  return common === otherwise ? common : 'unknown';
};
