import type { FactName } from '../model/facts.ts';
import type { Definitions, OutsideRule } from '../model/program.ts';
import type { Policy } from '../model/ruleset.ts';
import { MET } from '../model/truth.ts';
import { compileExpression, factsOf, readingsOf, type Test } from './criteria.ts';
import type { Evaluation } from './evaluation.ts';
import type { NecessityOutcome } from './necessity.ts';

interface CompiledRule {
  readonly rule: OutsideRule;
  readonly test: Test;
  readonly facts: readonly FactName[];
}

const compiled = new WeakMap<Definitions, readonly CompiledRule[]>();

const rulesOf = (definitions: Definitions): readonly CompiledRule[] => {
  let rules = compiled.get(definitions);
  if (!rules) {
    rules = (definitions.outside ?? []).map((rule) => ({
      rule,
      test: compileExpression(rule.when, {}),
      facts: factsOf(readingsOf(rule.when, definitions)),
    }));
    compiled.set(definitions, rules);
  }
  return rules;
};

/**
 * A reviewer decides where the criteria do not speak of this patient: by the first rule that holds. Nothing the criteria
 * say of other patients is told then. Not known = they speak of the patient. A policy may say that its own speak of such patients.
 */
export const outsideCriteria = (
  definitions: Definitions,
  { speaksOf = [] }: Pick<Policy, 'speaksOf'>,
  evaluation: Evaluation,
): NecessityOutcome | undefined => {
  const found = rulesOf(definitions).find(({ rule, test }) => !speaksOf.includes(rule.id) && test(evaluation) === MET);
  if (!found) return undefined;
  const { rule, facts } = found;
  const { id, says, cite, evidence: level } = rule;
  const evidence = evaluation.referencesOf(facts);
  const entry = { id, result: 'met' as const, says, cite, level, ...(evidence.length ? { evidence } : {}) };
  return { result: 'review', trace: [entry], deciding: [entry] };
};
