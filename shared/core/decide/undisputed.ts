import { compileDefinitions } from '../criteria/criteria.ts';
import { Evaluation } from '../criteria/evaluation.ts';
import { judgeNecessity } from '../criteria/necessity.ts';
import { type FactName, type Facts, unknown } from '../model/facts.ts';
import type { RulesetBundle } from '../model/ruleset.ts';
import type { LineCase } from '../policy/line-case.ts';
import type { Seen } from './decided.ts';

/** The facts whose sources contradict each other. */
export const disputed = (facts: Facts): readonly FactName[] => {
  const names: FactName[] = [];
  for (const name in facts) if (facts[name as FactName]?.conflict !== undefined) names.push(name as FactName);
  return names;
};

/**
 * A contradiction in the chart must not by itself produce a favorable answer: if the criteria are no longer met without
 * the disputed facts, a reviewer is needed.
 */
export const needsReviewOfConflict = (line: LineCase, bundle: RulesetBundle, { policy, outcome }: Seen): boolean => {
  if (outcome.result !== 'met') return false;
  const names = disputed(line.facts);
  if (names.length === 0) return false;
  const undisputed = { ...line.facts, ...Object.fromEntries(names.map((name) => [name, unknown])) };
  const definitions = compileDefinitions(bundle.definitions);
  const evaluation = new Evaluation(undisputed, line.serviceDate, definitions, line.codebook);
  return judgeNecessity(policy.necessity, evaluation, false) !== 'met';
};
