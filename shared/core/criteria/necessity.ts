import type { CriterionResult, NecessityResult } from '../model/determination.ts';
import type { Band } from '../model/program.ts';
import { MET, NOT_MET, outcomeOf, type Truth } from '../model/truth.ts';
import type { CompiledCriterion, CompiledNecessity } from './compile-necessity.ts';
import type { Evaluation } from './evaluation.ts';
import { bandsOf, SCORED_BANDS, traceRows } from './score-table.ts';
import { BANDS, combine, openSets, RESULT_OF, raise, type Sets } from './sets.ts';

export interface NecessityOutcome {
  readonly result: NecessityResult;
  readonly trace: readonly CriterionResult[];
  /** The criteria that decided; empty when `otherwise` did. */
  readonly deciding: readonly CriterionResult[];
  /** The policy's sentence when no criterion decided. */
  readonly otherwiseSays?: string;
}

/** No criteria and no default: necessity is not judged. */
export const isEmpty = ({
  criteria,
  scores,
  otherwise,
}: Pick<CompiledNecessity, 'criteria' | 'scores' | 'otherwise'>) =>
  criteria.length + scores.length === 0 && otherwise === 'none';

/** The result alone, for the searches in `explain`. */
export const judgeNecessity = (compiled: CompiledNecessity, evaluation: Evaluation, held: boolean): NecessityResult => {
  if (isEmpty(compiled)) return 'none';
  const sets = openSets(held);
  for (const { band, test } of compiled.criteria) {
    if (sets[band] !== MET) raise(sets, band, test(evaluation));
  }
  for (const { table, rows } of compiled.scores) {
    const scored = bandsOf(table, rows(evaluation));
    for (const band of SCORED_BANDS) raise(sets, band, scored[band]);
  }
  return combine(sets, compiled.otherwise);
};

const traceOf = ({ traced, facts }: CompiledCriterion, truth: Truth, evaluation: Evaluation): CriterionResult => {
  const evidence = truth === MET ? evaluation.referencesOf(facts) : [];
  return evidence.length ? { ...traced.met, evidence } : traced[outcomeOf(truth)];
};

/** Met criteria of the first set that holds; if that set is unknown, those that lead to the same result. */
const decidingOf = (
  result: NecessityResult,
  sets: Readonly<Sets>,
  trace: readonly CriterionResult[],
  bands: readonly (Band | undefined)[],
): readonly CriterionResult[] => {
  const first = BANDS.find((band) => sets[band] !== NOT_MET);
  const decides = (band: Band | undefined) =>
    band !== undefined &&
    (first && sets[first] === MET ? band === first : RESULT_OF[band] === result && sets[band] === MET);
  return trace.filter((entry, index) => entry.result === 'met' && decides(bands[index]));
};

/** The result with its full trace. */
export const assessNecessity = (
  compiled: CompiledNecessity,
  evaluation: Evaluation,
  held: boolean,
): NecessityOutcome => {
  if (isEmpty(compiled)) return { result: 'none', trace: [], deciding: [] };
  const sets = openSets(held);
  const trace: CriterionResult[] = [];
  // The set each entry counts in; a row outscored by a higher one counts in none.
  const bands: (Band | undefined)[] = [];
  for (const criterion of compiled.criteria) {
    const truth = criterion.test(evaluation);
    raise(sets, criterion.band, truth);
    trace.push(traceOf(criterion, truth, evaluation));
    bands.push(criterion.band);
  }
  for (const { table, rows } of compiled.scores) {
    const applicable = rows(evaluation);
    const scored = bandsOf(table, applicable);
    for (const band of SCORED_BANDS) raise(sets, band, scored[band]);
    for (const [band, entry] of traceRows(table, applicable, evaluation)) {
      trace.push(entry);
      bands.push(scored[band] === MET ? band : undefined);
    }
  }
  const result = combine(sets, compiled.otherwise);
  const deciding = result === 'unknown' ? [] : decidingOf(result, sets, trace, bands);
  const { otherwise, otherwiseSays } = compiled;
  const says = evaluation.derived('symptomatic') === MET ? otherwiseSays?.symptomatic : otherwiseSays?.asymptomatic;
  return {
    result,
    trace,
    deciding,
    ...(says && deciding.length === 0 && result === otherwise ? { otherwiseSays: says } : {}),
  };
};
