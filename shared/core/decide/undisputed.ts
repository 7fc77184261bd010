import { type BenefitOutcome, judgeBenefit } from '../criteria/benefit.ts';
import { compileDefinitions } from '../criteria/criteria.ts';
import { Evaluation } from '../criteria/evaluation.ts';
import { judgeNecessity } from '../criteria/necessity.ts';
import { outsideCriteria } from '../criteria/outside.ts';
import type { NecessityResult } from '../model/determination.ts';
import { type Fact, type FactName, type Facts, unknown } from '../model/facts.ts';
import type { RulesetBundle } from '../model/ruleset.ts';
import { isHeld, type LineCase } from '../policy/line-case.ts';
import { adviceByCriteria } from './criteria-rows.ts';
import type { Need, Seen } from './decided.ts';

/** The facts whose sources contradict each other. */
export const disputed = (facts: Facts): readonly FactName[] => {
  const names: FactName[] = [];
  for (const name in facts) if (facts[name as FactName]?.conflict !== undefined) names.push(name as FactName);
  return names;
};

/** Contradictions tried in every combination; with more, their facts count as not known. */
const MOST_DISPUTES = 4;

type Undisputed = readonly (readonly [FactName, Fact<unknown>])[];

/** Each way the disputed facts could be settled, by what their sources say. */
const waysOf = (facts: Facts, names: readonly FactName[]): readonly Undisputed[] => {
  const isHeld = names.length <= MOST_DISPUTES && names.every((name) => facts[name]?.rejected !== undefined);
  if (!isHeld) return [names.map((name) => [name, unknown] as const)];
  return names.reduce<readonly Undisputed[]>(
    (ways, name) => ways.flatMap((way) => said(facts, name).map((fact) => [...way, [name, fact] as const])),
    [[]],
  );
};
const said = (facts: Facts, name: FactName): readonly Fact<unknown>[] => {
  const fact: Fact<unknown> | undefined = facts[name];
  return fact ? [fact, ...(fact.rejected ?? [])] : [];
};

const sameBenefit = (a: BenefitOutcome, b: BenefitOutcome): boolean =>
  (a.excluded !== undefined) === (b.excluded !== undefined) && (a.review !== undefined) === (b.review !== undefined);

/** Criteria that lead to one advice are one; where they do not matter, all are. */
const sameAdvice = (line: LineCase, need: Need, a: NecessityResult, b: NecessityResult): boolean =>
  (need !== 'required' && need !== 'not-required') ||
  adviceByCriteria(need, a, line) === adviceByCriteria(need, b, line);

/**
 * A contradiction in the chart decides nothing by itself, favorable or not: where another of the sources would change
 * the advice, a reviewer is needed.
 */
export const isDecidedByDispute = (line: LineCase, bundle: RulesetBundle, need: Need, seen: Seen): boolean => {
  const names = disputed(line.facts);
  if (names.length === 0) return false;
  const { policy, outcome, benefit } = seen;
  const isOutside = outsideCriteria(bundle.definitions, policy.policy, seen.evaluation) !== undefined;
  const definitions = compileDefinitions(bundle.definitions);
  return waysOf(line.facts, names).some((way) => {
    const facts = Object.assign({}, line.facts, Object.fromEntries(way));
    const evaluation = new Evaluation(facts, line.serviceDate, definitions, line.codebook);
    return (
      !sameBenefit(judgeBenefit(bundle, evaluation), benefit) ||
      (outsideCriteria(bundle.definitions, policy.policy, evaluation) !== undefined) !== isOutside ||
      !sameAdvice(line, need, judgeNecessity(policy.necessity, evaluation, isHeld(line)), outcome.result)
    );
  });
};
