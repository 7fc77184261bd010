import { BANDS, type CompiledCriterion, type CompiledNecessity } from './compile-necessity.ts';
import type { CriterionResult, NecessityResult } from './determination.ts';
import type { Evaluation } from './evaluation.ts';
import type { Band } from './program.ts';
import type { Necessity } from './ruleset.ts';
import { bandsOf, SCORED_BANDS, traceRows } from './score-table.ts';
import { MET, NOT_MET, outcomeOf, type Truth } from './truth.ts';

type Truths = Record<Band, Truth>;

const RESULT_OF: Readonly<Record<Band, NecessityResult>> = {
  against: 'not-met',
  hold: 'review',
  supports: 'met',
  review: 'review',
};

export interface NecessityOutcome {
  readonly result: NecessityResult;
  readonly trace: readonly CriterionResult[];
  /** The criteria that decided; empty when `otherwise` did. */
  readonly deciding: readonly CriterionResult[];
  /** Sentence of the policy where no criterion decided. */
  readonly otherwiseSays?: string;
}

/** First that holds: against, hold, supports, review, otherwise; an unknown set is tried both ways. */
const combine = (truths: Readonly<Truths>, otherwise: Necessity['otherwise']): NecessityResult => {
  let common: NecessityResult | undefined;
  for (const band of BANDS) {
    if (truths[band] === NOT_MET) continue;
    common ??= RESULT_OF[band];
    if (common !== RESULT_OF[band]) return 'unknown';
    if (truths[band] === MET) return common;
  }
  common ??= otherwise;
  return common === otherwise ? common : 'unknown';
};

/** `held`: a reviewer is due for a reason outside the programs, as if a `hold` criterion were met. */
const startTruths = (held: boolean): Truths => ({
  against: NOT_MET,
  hold: held ? MET : NOT_MET,
  supports: NOT_MET,
  review: NOT_MET,
});

const isEmpty = ({ criteria, scores, otherwise }: CompiledNecessity) =>
  criteria.length + scores.length === 0 && otherwise === 'none';

/** The result alone, for the searches of `explain`. */
export const judgeNecessity = (compiled: CompiledNecessity, evaluation: Evaluation, held: boolean): NecessityResult => {
  if (isEmpty(compiled)) return 'none';
  const truths = startTruths(held);
  for (const { band, test } of compiled.criteria) {
    if (truths[band] === MET) continue;
    const truth = test(evaluation);
    if (truth > truths[band]) truths[band] = truth;
  }
  for (const { table, rows } of compiled.scores) {
    const scored = bandsOf(table, rows(evaluation));
    for (const band of SCORED_BANDS) if (scored[band] > truths[band]) truths[band] = scored[band];
  }
  return combine(truths, compiled.otherwise);
};

const traceOf = ({ traced, facts }: CompiledCriterion, truth: Truth, evaluation: Evaluation): CriterionResult => {
  const evidence = truth === MET ? evaluation.referencesOf(facts) : [];
  return evidence.length ? { ...traced.met, evidence } : traced[outcomeOf(truth)];
};

/** Met criteria of the first set that holds; where that set is open, those that lead to the same result. */
const decidingOf = (
  result: NecessityResult,
  truths: Readonly<Truths>,
  trace: readonly CriterionResult[],
  bands: readonly (Band | undefined)[],
): readonly CriterionResult[] => {
  const first = BANDS.find((band) => truths[band] !== NOT_MET);
  const decides = (band: Band | undefined) =>
    band !== undefined &&
    (first && truths[first] === MET ? band === first : RESULT_OF[band] === result && truths[band] === MET);
  return trace.filter((entry, index) => entry.result === 'met' && decides(bands[index]));
};

/** The result with everything that was looked at on the way. */
export const assessNecessity = (
  compiled: CompiledNecessity,
  evaluation: Evaluation,
  held: boolean,
): NecessityOutcome => {
  if (isEmpty(compiled)) return { result: 'none', trace: [], deciding: [] };
  const truths = startTruths(held);
  const trace: CriterionResult[] = [];
  // Of each entry the set it speaks for; a row that a higher one outscores speaks for none.
  const bands: (Band | undefined)[] = [];
  for (const criterion of compiled.criteria) {
    const truth = criterion.test(evaluation);
    if (truth > truths[criterion.band]) truths[criterion.band] = truth;
    trace.push(traceOf(criterion, truth, evaluation));
    bands.push(criterion.band);
  }
  for (const { table, rows } of compiled.scores) {
    const applicable = rows(evaluation);
    const scored = bandsOf(table, applicable);
    for (const band of SCORED_BANDS) if (scored[band] > truths[band]) truths[band] = scored[band];
    for (const [band, entry] of traceRows(table, applicable, evaluation)) {
      trace.push(entry);
      bands.push(scored[band] === MET ? band : undefined);
    }
  }
  const result = combine(truths, compiled.otherwise);
  const deciding = result === 'unknown' ? [] : decidingOf(result, truths, trace, bands);
  const { otherwise, otherwiseSays } = compiled;
  const says = evaluation.derived('symptomatic') === MET ? otherwiseSays?.symptomatic : otherwiseSays?.asymptomatic;
  return {
    result,
    trace,
    deciding,
    ...(says && deciding.length === 0 && result === otherwise ? { otherwiseSays: says } : {}),
  };
};
