import { compileExpression, factsRead, type Parameters, type Test } from './criteria.ts';
import type { CriterionResult } from './determination.ts';
import type { Evaluation } from './evaluation.ts';
import type { FactName } from './facts.ts';
import type { Band, Definitions, ScoreRow, ScoreTable } from './program.ts';
import { MET, NOT_MET, outcomeOf, type Truth, UNKNOWN } from './truth.ts';

type ScoredBand = Exclude<Band, 'hold'>;
const SCORED: readonly ScoredBand[] = ['against', 'supports', 'review'];

export interface CompiledScores {
  readonly facts: readonly FactName[];
  score(evaluation: Evaluation): Readonly<Record<ScoredBand, Truth>>;
  /** Rows that apply or might, with the band their score falls in. */
  trace(evaluation: Evaluation): readonly { readonly band: ScoredBand; readonly result: CriterionResult }[];
}

const RATED: Readonly<Record<ScoredBand, string>> = {
  supports: 'appropriate',
  review: 'may be appropriate',
  against: 'rarely appropriate',
};

/**
 * Rows that apply are compared by score; the highest decides, so order never matters. An unknown row counts only
 * where it could lift the best score into another band.
 */
export const compileScoreTable = (
  table: ScoreTable,
  parameters: Parameters,
  definitions: Definitions,
): CompiledScores => {
  const onlyIf = compileExpression(table.onlyIf, parameters);
  const rows = table.rows.map((row) => ({ row, test: compileExpression(row.when, parameters) }));
  const facts = factsRead(table.onlyIf, definitions);
  for (const { row } of rows) factsRead(row.when, definitions, facts);

  const bandOf = (score: number): ScoredBand | undefined =>
    SCORED.find((band) => score >= table.bands[band][0] && score <= table.bands[band][1]);

  const applicable = (evaluation: Evaluation): readonly { row: ScoreRow; score: number; truth: Truth }[] => {
    const modality = evaluation.valueOf('modality');
    const column = typeof modality === 'string' ? table.modalityColumn[modality] : undefined;
    const gate = onlyIf(evaluation);
    if (column === undefined || gate === NOT_MET) return [];
    return rows.flatMap(({ row, test }: { row: ScoreRow; test: Test }) => {
      const score = row.scores[column];
      const truth = test(evaluation);
      return score === undefined || truth === NOT_MET ? [] : [{ row, score, truth: Math.min(gate, truth) as Truth }];
    });
  };

  return {
    facts: [...facts],
    score(evaluation) {
      const open = applicable(evaluation);
      const sure = open.reduce((best, { score, truth }) => (truth === MET ? Math.max(best, score) : best), 0);
      const outcomes = new Set<ScoredBand | undefined>([bandOf(sure)]);
      for (const { score, truth } of open) if (truth === UNKNOWN) outcomes.add(bandOf(Math.max(sure, score)));
      const truthFor = (band: ScoredBand): Truth =>
        !outcomes.has(band) ? NOT_MET : outcomes.size === 1 ? MET : UNKNOWN;
      return { against: truthFor('against'), supports: truthFor('supports'), review: truthFor('review') };
    },
    trace: (evaluation) =>
      applicable(evaluation).flatMap(({ row, score, truth }) => {
        const band = bandOf(score);
        if (!band) return [];
        const noTest = row.noTest === undefined ? '' : `; no test is rated ${row.noTest}`;
        const says = `${row.label}: rated ${score} of 9 for this test (${RATED[band]})${noTest}.`;
        return [{ band, result: { id: row.id, result: outcomeOf(truth), says, cite: row.cite, level: row.evidence } }];
      }),
  };
};
