import { compileExpression, factsRead, type Parameters, type Test } from './criteria.ts';
import type { CriterionResult, NecessityResult } from './determination.ts';
import type { Evaluation } from './evaluation.ts';
import type { FactName } from './facts.ts';
import type { Band, Criterion, Definitions, Program } from './program.ts';
import type { Necessity, RulesetBundle } from './ruleset.ts';
import { type CompiledScores, compileScoreTable } from './score-table.ts';
import { MET, NOT_MET, outcomeOf, type Truth, UNKNOWN } from './truth.ts';

const BANDS: readonly Band[] = ['against', 'hold', 'supports', 'review'];
const RESULT_OF: Readonly<Record<Band, NecessityResult>> = {
  against: 'not-met',
  hold: 'review',
  supports: 'met',
  review: 'review',
};

interface CompiledCriterion {
  readonly id: string;
  readonly band: Band;
  readonly criterion: Criterion;
  readonly test: Test;
  readonly facts: readonly FactName[];
}

/** A policy's criteria, joined from its programs and compiled once. */
export interface CompiledNecessity {
  readonly criteria: readonly CompiledCriterion[];
  readonly scores: readonly CompiledScores[];
  readonly otherwise: Necessity['otherwise'];
  readonly otherwiseSays: Necessity['otherwiseSays'];
  /** Every fact any criterion reads; `explain` searches these. */
  readonly facts: readonly FactName[];
  readonly definitions: Definitions;
}

export interface NecessityOutcome {
  readonly result: NecessityResult;
  readonly trace: readonly CriterionResult[];
  /** The criteria that decided, most telling first; empty when `otherwise` did. */
  readonly deciding: readonly CriterionResult[];
  readonly likelyNonCovered: boolean;
  /** Sentence of the policy where no criterion decided. */
  readonly otherwiseSays?: string;
}

const parametersOf = (
  program: Program,
  given: Parameters | undefined,
  overriding: Parameters | undefined,
): Parameters => ({
  ...Object.fromEntries(Object.entries(program.parameters ?? {}).map(([name, parameter]) => [name, parameter.default])),
  ...given,
  ...overriding,
});

export const compileNecessity = (necessity: Necessity, bundle: RulesetBundle): CompiledNecessity => {
  const criteria: CompiledCriterion[] = [];
  const scores: CompiledScores[] = [];
  const facts = new Set<FactName>();
  for (const use of necessity.use) {
    const program = bundle.programs[use.program];
    if (!program) continue;
    const parameters = parametersOf(program, use.with, necessity.parameters?.[use.program]);
    for (const band of BANDS)
      for (const id of program[band]) {
        const criterion = program.criteria[id];
        if (!criterion) continue;
        const read = [...factsRead(criterion, bundle.definitions)];
        for (const fact of read) facts.add(fact);
        criteria.push({ id, band, criterion, test: compileExpression(criterion, parameters), facts: read });
      }
    if (program.scoreTable) {
      const table = compileScoreTable(program.scoreTable, parameters, bundle.definitions);
      for (const fact of table.facts) facts.add(fact);
      scores.push(table);
    }
  }
  return {
    criteria,
    scores,
    otherwise: necessity.otherwise,
    otherwiseSays: necessity.otherwiseSays,
    facts: [...facts],
    definitions: bundle.definitions,
  };
};

/** First that holds: against, hold, supports, review, otherwise; unknown sets are tried both ways. */
const combine = (truths: Readonly<Record<Band, Truth>>, otherwise: Necessity['otherwise']): NecessityResult => {
  let common: NecessityResult | undefined;
  const add = (result: NecessityResult): boolean => {
    if (common === undefined) common = result;
    return common === result;
  };
  for (const band of BANDS) {
    if (truths[band] === NOT_MET) continue;
    if (!add(RESULT_OF[band])) return 'unknown';
    if (truths[band] === MET) return common ?? 'unknown';
  }
  if (otherwise === 'none') return common === undefined ? 'none' : 'unknown';
  return add(otherwise) ? (common ?? 'unknown') : 'unknown';
};

const bandTruths = (compiled: CompiledNecessity, evaluation: Evaluation): Record<Band, Truth> => {
  const truths: Record<Band, Truth> = { against: NOT_MET, hold: NOT_MET, supports: NOT_MET, review: NOT_MET };
  for (const { band, test } of compiled.criteria) {
    if (truths[band] === MET) continue;
    const truth = test(evaluation);
    if (truth > truths[band]) truths[band] = truth;
  }
  for (const table of compiled.scores) {
    const scored = table.score(evaluation);
    for (const band of ['against', 'supports', 'review'] as const)
      if (scored[band] > truths[band]) truths[band] = scored[band];
  }
  return truths;
};

/** The result alone, for the searches of `explain`. */
export const judgeNecessity = (compiled: CompiledNecessity, evaluation: Evaluation): NecessityResult =>
  compiled.criteria.length + compiled.scores.length === 0 && compiled.otherwise === 'none'
    ? 'none'
    : combine(bandTruths(compiled, evaluation), compiled.otherwise);

const evidenceOf = (facts: readonly FactName[], evaluation: Evaluation): readonly string[] => {
  const from = new Set<string>();
  for (const name of facts) {
    const fact = evaluation.facts[name];
    if (fact && fact.is !== 'unknown') for (const reference of fact.from ?? []) from.add(reference);
  }
  return [...from];
};

const traceOf = (
  { id, criterion, facts }: CompiledCriterion,
  truth: Truth,
  evaluation: Evaluation,
): CriterionResult => {
  const evidence = truth === MET ? evidenceOf(facts, evaluation) : [];
  return {
    id,
    result: outcomeOf(truth),
    says: criterion.says,
    cite: criterion.cite,
    level: criterion.evidence,
    ...(evidence.length ? { evidence } : {}),
  };
};

export const assessNecessity = (compiled: CompiledNecessity, evaluation: Evaluation): NecessityOutcome => {
  const truths: Record<Band, Truth> = { against: NOT_MET, hold: NOT_MET, supports: NOT_MET, review: NOT_MET };
  const trace: CriterionResult[] = [];
  const bandOf: Band[] = [];
  let likelyNonCovered = false;
  for (const compiledCriterion of compiled.criteria) {
    const { band, test, criterion } = compiledCriterion;
    const truth = test(evaluation);
    if (truth > truths[band]) truths[band] = truth;
    if (truth === MET && criterion.likelyNonCovered) likelyNonCovered = true;
    trace.push(traceOf(compiledCriterion, truth, evaluation));
    bandOf.push(band);
  }
  for (const table of compiled.scores) {
    const scored = table.score(evaluation);
    for (const band of ['against', 'supports', 'review'] as const)
      if (scored[band] > truths[band]) truths[band] = scored[band];
    for (const row of table.trace(evaluation)) {
      trace.push(row.result);
      bandOf.push(row.band);
    }
  }
  const nothing = trace.length === 0 && compiled.scores.length === 0 && compiled.otherwise === 'none';
  const result = nothing ? 'none' : combine(truths, compiled.otherwise);
  const decidingBand = BANDS.find((band) => truths[band] !== NOT_MET);
  const deciding =
    result === 'unknown' || decidingBand === undefined || truths[decidingBand] === UNKNOWN
      ? trace.filter(
          (entry, index) =>
            entry.result === 'met' && result !== 'unknown' && RESULT_OF[bandOf[index] ?? 'hold'] === result,
        )
      : trace.filter((entry, index) => entry.result === 'met' && bandOf[index] === decidingBand);
  const { otherwiseSays } = compiled;
  const says = evaluation.derived('symptomatic') === MET ? otherwiseSays?.symptomatic : otherwiseSays?.asymptomatic;
  return {
    result,
    trace,
    deciding,
    likelyNonCovered: likelyNonCovered && result === 'not-met',
    ...(says && deciding.length === 0 && result === compiled.otherwise ? { otherwiseSays: says } : {}),
  };
};
