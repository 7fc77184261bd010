import type { NecessityResult } from '../model/determination.ts';
import type { FactName } from '../model/facts.ts';
import type { Band } from '../model/program.ts';
import { MET, NOT_MET, type Truth, UNKNOWN } from '../model/truth.ts';
import type { CompiledNecessity } from './compile-necessity.ts';
import type { Test } from './criteria.ts';
import { isEmpty } from './necessity.ts';
import { bandsOf, type CompiledScores, SCORED_BANDS } from './score-table.ts';
import { BANDS, combine, openSets, raise } from './sets.ts';

/** One input of a result, a criterion or a score table row, with the facts it depends on. */
interface NecessityPart {
  readonly facts: readonly FactName[];
  readonly test: Test;
}

/** Parts, with an index of which parts read each fact. */
export interface Parts {
  readonly all: readonly NecessityPart[];
  /** For each fact, whether each part reads it; missing = none does. */
  readonly reads: ReadonlyMap<FactName, readonly boolean[]>;
  /** For each fact, the indices of the parts that read it. */
  readonly readers: ReadonlyMap<FactName, readonly number[]>;
}

export const indexParts = (all: readonly NecessityPart[]): Parts => {
  const names = new Set(all.flatMap(({ facts }) => facts));
  const reads = new Map([...names].map((name) => [name, all.map(({ facts }) => facts.includes(name))]));
  const placesOf = (does: readonly boolean[]) => does.flatMap((reads, part) => (reads ? part : []));
  return { all, reads, readers: new Map([...reads].map(([name, does]) => [name, placesOf(does)])) };
};

export const partsOf = ({ criteria, scores }: CompiledNecessity): readonly NecessityPart[] => [
  ...criteria,
  ...scores.flatMap(({ parts }) => parts),
];

/** Updates the result as parts change one by one: same as `judgeNecessity`, without reading facts. */
interface Tally {
  set(part: number, truth: Truth): void;
  result(): NecessityResult;
}

type Counts = Record<Truth, number>;
const strongest = (counts: Counts): Truth => (counts[MET] > 0 ? MET : counts[UNKNOWN] > 0 ? UNKNOWN : NOT_MET);

/** The rows of one score table; bands are recomputed only while some row differs from its initial truth. */
const tableTally = ({ table, parts }: CompiledScores, column: string, initial: readonly Truth[]) => {
  const rows = parts.map(({ row }, index) => ({ score: row.scores[column] ?? 0, truth: initial[index] ?? NOT_MET }));
  const first = bandsOf(table, rows);
  let changed = 0;
  return {
    set: (index: number, truth: Truth): void => {
      const row = rows[index];
      if (!row) return;
      changed += Number(truth !== initial[index]) - Number(row.truth !== initial[index]);
      row.truth = truth;
    },
    bands: () => (changed ? bandsOf(table, rows) : first),
  };
};

/** `initial` holds the initial truth of each part; parts beyond the criteria and score rows are ignored. */
export const openTally = (
  { criteria, scores, otherwise }: CompiledNecessity,
  modality: string,
  held: boolean,
  initial: readonly Truth[],
): Tally => {
  const isNone = isEmpty({ criteria, scores, otherwise });
  const truths = [...initial];
  const counts = Object.fromEntries(BANDS.map((band) => [band, { [NOT_MET]: 0, [UNKNOWN]: 0, [MET]: 0 }])) as Record<
    Band,
    Counts
  >;
  if (held) counts.hold[MET]++;
  for (const [index, { band }] of criteria.entries()) counts[band][initial[index] ?? NOT_MET]++;
  let end = criteria.length;
  const tables = scores.map((score) => {
    const from = end;
    end += score.parts.length;
    return { from, end, ...tableTally(score, score.table.modalityColumn[modality] ?? '', initial.slice(from, end)) };
  });
  return {
    set: (part, truth) => {
      const criterion = criteria[part];
      if (criterion) {
        counts[criterion.band][truths[part] ?? NOT_MET]--;
        counts[criterion.band][truth]++;
      } else for (const { from, end: to, set } of tables) if (part >= from && part < to) set(part - from, truth);
      truths[part] = truth;
    },
    result: () => {
      if (isNone) return 'none';
      const sets = openSets(false);
      for (const band of BANDS) sets[band] = strongest(counts[band]);
      for (const { bands } of tables) {
        const scored = bands();
        for (const band of SCORED_BANDS) raise(sets, band, scored[band]);
      }
      return combine(sets, otherwise);
    },
  };
};
