import type { CompiledNecessity } from './compile-necessity.ts';
import type { Test } from './criteria.ts';
import type { NecessityResult } from './determination.ts';
import type { FactName } from './facts.ts';
import { isEmpty } from './necessity.ts';
import { bandsOf, SCORED_BANDS } from './score-table.ts';
import { combine, openSets, raise } from './sets.ts';
import { NOT_MET, type Truth } from './truth.ts';

/** One thing a result is combined from, a criterion or a row of a score table, with the facts it depends on. */
export interface Part {
  readonly facts: readonly FactName[];
  readonly test: Test;
}

/** Parts with, for every fact, which of them read it. */
export interface Parts {
  readonly all: readonly Part[];
  /** Of a fact, by part; missing = no part reads it. */
  readonly reads: ReadonlyMap<FactName, readonly boolean[]>;
}

export const indexParts = (all: readonly Part[]): Parts => {
  const names = new Set(all.flatMap(({ facts }) => facts));
  return { all, reads: new Map([...names].map((name) => [name, all.map(({ facts }) => facts.includes(name))])) };
};

export const partsOf = ({ criteria, scores }: CompiledNecessity): readonly Part[] => [
  ...criteria,
  ...scores.flatMap(({ parts }) => parts),
];

/** The result from the truths of the parts, in their order: what `judgeNecessity` finds, without looking at a fact. */
export const combinerOf = (
  compiled: CompiledNecessity,
  modality: string,
  held: boolean,
): ((truths: readonly Truth[]) => NecessityResult) => {
  if (isEmpty(compiled)) return () => 'none';
  const { criteria, otherwise } = compiled;
  let start = criteria.length;
  const tables = compiled.scores.map(({ table, parts }) => {
    const column = table.modalityColumn[modality] ?? '';
    const rows = parts.map(({ row }) => ({ score: row.scores[column] ?? 0, truth: NOT_MET as Truth }));
    const from = start;
    start += rows.length;
    return { table, rows, from };
  });
  return (truths) => {
    const sets = openSets(held);
    for (let index = 0; index < criteria.length; index++)
      raise(sets, criteria[index]?.band ?? 'review', truths[index] ?? NOT_MET);
    for (const { table, rows, from } of tables) {
      for (let index = 0; index < rows.length; index++) {
        const row = rows[index];
        if (row) row.truth = truths[from + index] ?? NOT_MET;
      }
      const scored = bandsOf(table, rows);
      for (const band of SCORED_BANDS) raise(sets, band, scored[band]);
    }
    return combine(sets, otherwise);
  };
};
