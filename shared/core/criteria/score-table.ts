import type { CriterionResult } from '../model/determination.ts';
import type { FactName } from '../model/facts.ts';
import type { Band, Definitions, ScoreRow, ScoreTable } from '../model/program.ts';
import { MET, NOT_MET, outcomeOf, type Truth, UNKNOWN } from '../model/truth.ts';
import { compileExpression, type FactReading, factsOf, type Parameters, readingsOf } from './criteria.ts';
import type { Evaluation } from './evaluation.ts';

type ScoredBand = Exclude<Band, 'hold'>;
export const SCORED_BANDS: readonly ScoredBand[] = ['against', 'supports', 'review'];

/** A row that applies or may apply, for the ordered modality. */
interface ScoredRow {
  readonly row: ScoreRow;
  readonly facts: readonly FactName[];
  readonly score: number;
  readonly truth: Truth;
}

export interface CompiledScores {
  readonly table: ScoreTable;
  readonly readings: readonly FactReading[];
  readonly parameters: Parameters;
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
    parameters,
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
 * The highest score of the rows that apply decides, so order does not matter. A row that may apply counts only where it
 * would raise that score into another band; without rows there is no result.
 */
export const bandsOf = (
  table: ScoreTable,
  rows: readonly Pick<ScoredRow, 'score' | 'truth'>[],
): Readonly<Record<ScoredBand, Truth>> => {
  let sure = 0;
  for (const { score, truth } of rows) if (truth === MET && score > sure) sure = score;
  const band = bandOf(table, sure);
  const bands: Record<ScoredBand, Truth> = { against: NOT_MET, supports: NOT_MET, review: NOT_MET };
  if (band) bands[band] = MET;
  for (const { score, truth } of rows) {
    const lifted = truth === UNKNOWN && score > sure ? bandOf(table, score) : band;
    if (lifted === band) continue;
    if (lifted) bands[lifted] = UNKNOWN;
    if (band) bands[band] = UNKNOWN;
  }
  return bands;
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

/** The rows as criteria, each with the band of its own score. */
export const traceRows = (
  table: ScoreTable,
  rows: readonly ScoredRow[],
  evaluation: Evaluation,
): readonly [ScoredBand, CriterionResult][] => rows.flatMap((row) => tracedRow(table, row, evaluation));
