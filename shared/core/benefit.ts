import { compileExpression, type Test } from './criteria.ts';
import type { CriterionResult } from './determination.ts';
import type { Evaluation } from './evaluation.ts';
import type { BenefitRule, RulesetBundle } from './ruleset.ts';
import { MET, NOT_MET, outcomeOf, UNKNOWN } from './truth.ts';

export interface BenefitOutcome {
  readonly excluded?: BenefitRule;
  readonly review?: BenefitRule;
  readonly warnings: readonly BenefitRule[];
  readonly trace: readonly CriterionResult[];
}

const compiled = new WeakMap<BenefitRule, Test>();
const testOf = (rule: BenefitRule): Test => {
  let test = compiled.get(rule);
  if (!test) {
    test = compileExpression(rule.when, {});
    compiled.set(rule, test);
  }
  return test;
};

/** Exclusions come before authorization; an unknown exclusion does not fire unless its rule asks for a reviewer. */
export const judgeBenefit = (bundle: RulesetBundle, evaluation: Evaluation): BenefitOutcome => {
  let excluded: BenefitRule | undefined;
  let review: BenefitRule | undefined;
  const warnings: BenefitRule[] = [];
  const trace: CriterionResult[] = [];
  for (const id of bundle.ruleset.benefitRules)
    for (const rule of bundle.benefitRules[id] ?? []) {
      const truth = testOf(rule)(evaluation);
      if (truth === NOT_MET) continue;
      const asksReview = truth === UNKNOWN && rule.ifUnknown === 'review';
      if (truth === UNKNOWN && !asksReview) continue;
      trace.push({ id: rule.id, result: outcomeOf(truth), says: rule.says, cite: rule.cite, level: rule.evidence });
      if (asksReview || (truth === MET && rule.effect === 'review')) review ??= rule;
      else if (rule.effect === 'excluded') excluded ??= rule;
      else warnings.push(rule);
    }
  return { ...(excluded ? { excluded } : {}), ...(review ? { review } : {}), warnings, trace };
};
