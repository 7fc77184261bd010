import type { CriterionResult } from '../model/determination.ts';
import type { BenefitRule, RulesetBundle } from '../model/ruleset.ts';
import { NOT_MET, outcomeOf, UNKNOWN } from '../model/truth.ts';
import { compileExpression, type Test } from './criteria.ts';
import type { Evaluation } from './evaluation.ts';

export interface BenefitOutcome {
  readonly excluded?: BenefitRule;
  readonly review?: BenefitRule;
  /** Every rule that fired, including those two. */
  readonly fired: readonly BenefitRule[];
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

/** Exclusions come before authorization; an unknown exclusion fires only if its rule asks for a reviewer. */
export const judgeBenefit = (bundle: RulesetBundle, evaluation: Evaluation): BenefitOutcome => {
  let excluded: BenefitRule | undefined;
  let review: BenefitRule | undefined;
  const fired: BenefitRule[] = [];
  const trace: CriterionResult[] = [];
  for (const id of bundle.ruleset.benefitRules)
    for (const rule of bundle.benefitRules[id] ?? []) {
      const truth = testOf(rule)(evaluation);
      if (truth === NOT_MET || (truth === UNKNOWN && rule.ifUnknown !== 'review')) continue;
      const effect = truth === UNKNOWN ? 'review' : rule.effect;
      if (effect === 'excluded') excluded ??= rule;
      if (effect === 'review') review ??= rule;
      fired.push(rule);
      trace.push({ id: rule.id, result: outcomeOf(truth), says: rule.says, cite: rule.cite, level: rule.evidence });
    }
  return { ...(excluded ? { excluded } : {}), ...(review ? { review } : {}), fired, trace };
};
