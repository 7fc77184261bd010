import { compileExpression, factsOf, type Parameters, type Reading, readingsOf } from './criteria.ts';
import type { CriterionResult } from './determination.ts';
import type { Evaluation } from './evaluation.ts';
import type { FactName } from './facts.ts';
import type { Band, Definitions, ScoreRow, ScoreTable } from './program.ts';
import { MET, NOT_MET, outcomeOf, type Truth, UNKNOWN } from './truth.ts';

export type ScoredBand = Exclude<Band, 'hold'>;
export const SCORED_BANDS: readonly ScoredBand[] = ['against', 'supports', 'review'];

/** A row that applies or might, for the ordered modality. */
export interface ScoredRow {
  readonly row: ScoreRow;
  readonly facts: readonly FactName[];
  readonly score: number;
  readonly truth: Truth;
}

export interface CompiledScores {
  readonly table: ScoreTable;
  readonly readings: readonly Reading[];
  rows(evaluation: Evaluation): readonly ScoredRow[];
}

export const compileScoreTable = (
  table: ScoreTable,
  parameters: Parameters,
  definitions: Definitions,
): CompiledScores => {
  const onlyIf = compileExpression(table.onlyIf, parameters);
  const gateReadings = readingsOf(table.onlyIf, definitions, parameters);
  const rows = table.rows.map((row) => {
    const readings = readingsOf(row.when, definitions, parameters);
    return { row, test: compileExpression(row.when, parameters), readings, facts: factsOf(readings) };
  });
  return {
    table,
    readings: [...gateReadings, ...rows.flatMap(({ readings }) => readings)],
    rows: (evaluation) => {
      const column = table.modalityColumn[String(evaluation.valueOf('modality'))];
      const gate = onlyIf(evaluation);
      if (column === undefined || gate === NOT_MET) return [];
      const scored: ScoredRow[] = [];
      for (const { row, test, facts } of rows) {
        const score = row.scores[column];
        const truth = score === undefined ? NOT_MET : test(evaluation);
        if (score !== undefined && truth !== NOT_MET)
          scored.push({ row, facts, score, truth: truth < gate ? truth : gate });
      }
      return scored;
    },
  };
};

const bandOf = ({ bands }: ScoreTable, score: number): ScoredBand | undefined =>
  SCORED_BANDS.find((band) => score >= bands[band][0] && score <= bands[band][1]);

/**
 * The highest score of the rows that apply decides, so order never matters. A row that only might apply counts where
 * it would lift that score into another band; no row, no word.
 */
export const bandsOf = (table: ScoreTable, rows: readonly ScoredRow[]): Readonly<Record<ScoredBand, Truth>> => {
  const sure = rows.reduce((best, { score, truth }) => (truth === MET ? Math.max(best, score) : best), 0);
  const possible = new Set([bandOf(table, sure)]);
  for (const { score, truth } of rows) if (truth === UNKNOWN) possible.add(bandOf(table, Math.max(sure, score)));
  const truthOf = (band: ScoredBand): Truth => (!possible.has(band) ? NOT_MET : possible.size === 1 ? MET : UNKNOWN);
  return { against: truthOf('against'), supports: truthOf('supports'), review: truthOf('review') };
};

const RATED: Readonly<Record<ScoredBand, string>> = {
  supports: 'appropriate',
  review: 'may be appropriate',
  against: 'rarely appropriate',
};

const tracedRow = (
  table: ScoreTable,
  { row, facts, score, truth }: ScoredRow,
  evaluation: Evaluation,
): readonly [ScoredBand, CriterionResult][] => {
  const band = bandOf(table, score);
  if (!band) return [];
  const noTest = row.noTest === undefined ? '' : `; no test is rated ${row.noTest}`;
  const says = `${row.label}: rated ${score} of 9 for this test (${RATED[band]})${noTest}.`;
  const evidence = truth === MET ? evaluation.referencesOf(facts) : [];
  const result: CriterionResult = {
    id: row.id,
    result: outcomeOf(truth),
    says,
    cite: row.cite,
    level: row.evidence,
    ...(evidence.length ? { evidence } : {}),
  };
  return [[band, result]];
};

/** The rows as criteria, each with the band its own score falls in. */
export const traceRows = (
  table: ScoreTable,
  rows: readonly ScoredRow[],
  evaluation: Evaluation,
): readonly [ScoredBand, CriterionResult][] => rows.flatMap((row) => tracedRow(table, row, evaluation));
