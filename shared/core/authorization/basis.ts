import type { Determination } from '../model/determination.ts';
import type { Evidence } from '../model/evidence.ts';

/** What a "yes" rests on besides an approval. */
export interface Basis {
  /** The payer's policy, and how well the rule is founded that frees the test. */
  readonly rule?: { readonly id: string; readonly version: string; readonly level: Evidence };
  /** Day on which the coverage was known to be in force, local to the site. */
  readonly eligibilityAsOf?: string;
}

/** Of any other answer: nothing. */
export const basisOf = (
  answer: Determination['bookable'],
  { ruleset, ruleLevel }: Pick<Determination, 'ruleset' | 'ruleLevel'>,
  eligibilityAsOf: string | undefined,
): Basis => {
  if (answer !== 'yes') return {};
  const rule = ruleset && ruleLevel && { id: ruleset.id, version: ruleset.version, level: ruleLevel };
  return { ...(rule ? { rule } : {}), ...(eligibilityAsOf ? { eligibilityAsOf } : {}) };
};
