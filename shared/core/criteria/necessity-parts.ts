import type { NecessityResult } from '../model/determination.ts';
import type { FactName } from '../model/facts.ts';
import type { Band } from '../model/program.ts';
import { MET, NOT_MET, type Truth, UNKNOWN } from '../model/truth.ts';
import type { CompiledNecessity } from './compile-necessity.ts';
import type { Test } from './criteria.ts';
import { isEmpty } from './necessity.ts';
import { bandsOf, type CompiledScores, SCORED_BANDS } from './score-table.ts';
import { BANDS, combine, openSets, raise } from './sets.ts';

/** One thing a result is combined from, a criterion or a row of a score table, with the facts it depends on. */
interface NecessityPart {
  readonly facts: readonly FactName[];
  readonly test: Test;
}

/** Parts with, for every fact, which of them read it. */
export interface Parts {
  readonly all: readonly NecessityPart[];
  /** Of a fact, by part; missing = no part reads it. */
  readonly reads: ReadonlyMap<FactName, readonly boolean[]>;
  /** Of a fact, the places of those that read it. */
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

/** The result while truths of parts change one by one: what `judgeNecessity` finds, without looking at a fact. */
interface Tally {
  set(part: number, truth: Truth): void;
  result(): NecessityResult;
}

type Counts = Record<Truth, number>;
const strongest = (counts: Counts): Truth => (counts[MET] > 0 ? MET : counts[UNKNOWN] > 0 ? UNKNOWN : NOT_MET);

/** The rows of one score table; bands are worked out again only while a row differs from how it began. */
const tableTally = ({ table, parts }: CompiledScores, column: string, began: readonly Truth[]) => {
  const rows = parts.map(({ row }, index) => ({ score: row.scores[column] ?? 0, truth: began[index] ?? NOT_MET }));
  const first = bandsOf(table, rows);
  let changed = 0;
  return {
    set: (index: number, truth: Truth): void => {
      const row = rows[index];
      if (!row) return;
      changed += Number(truth !== began[index]) - Number(row.truth !== began[index]);
      row.truth = truth;
    },
    bands: () => (changed ? bandsOf(table, rows) : first),
  };
};

/** `began` are the truths of the parts in their order; what stands beside the criteria is not counted. */
export const openTally = (
  { criteria, scores, otherwise }: CompiledNecessity,
  modality: string,
  held: boolean,
  began: readonly Truth[],
): Tally => {
  const isNone = isEmpty({ criteria, scores, otherwise });
  const truths = [...began];
  const counts = Object.fromEntries(BANDS.map((band) => [band, { [NOT_MET]: 0, [UNKNOWN]: 0, [MET]: 0 }])) as Record<
    Band,
    Counts
  >;
  if (held) counts.hold[MET]++;
  for (const [index, { band }] of criteria.entries()) counts[band][began[index] ?? NOT_MET]++;
  let end = criteria.length;
  const tables = scores.map((score) => {
    const from = end;
    end += score.parts.length;
    return { from, end, ...tableTally(score, score.table.modalityColumn[modality] ?? '', began.slice(from, end)) };
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
