import type { NecessityResult } from '../../model/determination.ts';
import type { BenefitRule } from '../../model/ruleset.ts';
import { NOT_MET, type Truth, UNKNOWN } from '../../model/truth.ts';

/** What criteria and benefit rules can come to; `impossible`: no patient is like that. Leaves of a policy's diagrams. */
export const OUTCOMES = [
  'met',
  'not-met',
  'review',
  'unknown',
  'none',
  'excluded',
  'benefit-review',
  'impossible',
] as const satisfies readonly (NecessityResult | 'excluded' | 'benefit-review' | 'impossible')[];
export type Outcome = (typeof OUTCOMES)[number];

export const OPEN = OUTCOMES.indexOf('unknown');
const EXCLUDED = OUTCOMES.indexOf('excluded');
const REVIEWED = OUTCOMES.indexOf('benefit-review');
export const IMPOSSIBLE = OUTCOMES.indexOf('impossible');

/** Which outcomes count as the same: a number for each, in the order of `OUTCOMES`. */
export type Codes = readonly number[];

/** Of outcomes, as bits, the first if all count as the same; nobody is like that; they differ. */
export const NOBODY = -1;
export const SEVERAL = -2;
export const sharedOutcome = (bits: number, codes: Codes): number => {
  let first = NOBODY;
  for (let outcome = 0; outcome < IMPOSSIBLE; outcome++)
    if (bits & (1 << outcome)) {
      if (first === NOBODY) first = outcome;
      else if (codes[outcome] !== codes[first]) return SEVERAL;
    }
  return first;
};

/** What rules before the criteria come to after one more of them; 0 while none fired. An exclusion counts before a review. */
export const withRule = (before: number, rule: Pick<BenefitRule, 'effect' | 'ifUnknown'>, truth: Truth): number => {
  if (truth === NOT_MET || (truth === UNKNOWN && rule.ifUnknown !== 'review')) return before;
  const effect = truth === UNKNOWN ? 'review' : rule.effect;
  if (effect === 'excluded') return EXCLUDED;
  return before === 0 && effect === 'review' ? REVIEWED : before;
};
