import type { FactReading } from '../criteria/criteria.ts';
import type { Comparison } from '../criteria/operators.ts';
import type { Codebook } from '../model/codebook.ts';
import type { FactName } from '../model/facts.ts';
import { keepNewest } from '../model/keep-newest.ts';
import type { PretestTable } from '../model/program.ts';

/** What a policy compares of a fact; hidden: a pretest probability is computed from it. */
export interface FoundFact {
  readonly name: string;
  readonly fact: FactName;
  readonly readings: readonly FactReading[];
  readonly hidden: boolean;
}

/** The other fact a comparison may look at. */
const OTHER = 'modality';
const looksAtOther = ({ fact, readings }: FoundFact): boolean =>
  fact === 'priorIschemiaTest' || readings.some(({ op }) => op === 'sameModalityAs');
const looksElsewhere = ({ readings }: FoundFact): boolean =>
  readings.some(({ op, operand }) => op === 'sameModalityAs' && operand !== OTHER);

/** Of one pretest table and codebook, on all service dates together; some kilobytes each. */
const MOST_KEPT = 512;

/**
 * What is made of a fact as a policy sees it, once for all it depends on: policies of one answer compare most facts alike,
 * each test it weighs by its own policy.
 */
export const madeOnce = <T>() => {
  const before = new WeakMap<Codebook, WeakMap<PretestTable, Map<string, T>>>();
  const keptFor = (codebook: Codebook, table: PretestTable): Map<string, T> => {
    const byTable = before.get(codebook) ?? new WeakMap<PretestTable, Map<string, T>>();
    before.set(codebook, byTable);
    const kept = byTable.get(table) ?? new Map<string, T>();
    byTable.set(table, kept);
    return kept;
  };
  return (found: FoundFact, comparison: Comparison, table: PretestTable, make: () => T): T => {
    if (looksElsewhere(found)) return make();
    const kept = keptFor(comparison.codebook, table);
    const other = looksAtOther(found) ? comparison.valueOf(OTHER) : undefined;
    const key = JSON.stringify([found, comparison.serviceDate, other]);
    return kept.get(key) ?? keepNewest(kept, key, make(), MOST_KEPT);
  };
};
