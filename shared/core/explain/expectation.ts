import type { AnswerShares } from '../model/implication.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { AbstractFact } from './abstract-facts.ts';
import type { FlatDiagram } from './diagram/diagram.ts';
import type { Restricted } from './diagram/restrict.ts';

const ADULT = 18;

/** How often each value of a fact is expected (`AnswerShares`); adds up to one. */
const sharesOf = (
  { fact, values }: AbstractFact,
  { eventNone, historyYes, minor, words }: AnswerShares,
): readonly number[] => {
  const { kind, type } = VOCABULARY[fact];
  const isMinor = (one: AbstractFact['values'][number]) => one.fact.is === 'known' && Number(one.fact.value) < ADULT;
  const minors = fact === 'age' ? values.filter(isMinor).length : 0;
  const given = values.map((one): number | undefined => {
    if (minors > 0) return isMinor(one) ? minor / minors : undefined;
    if (type === 'event') return one.fact.is === 'absent' ? eventNone : undefined;
    if (type === 'boolean' && kind === 'history')
      return one.fact.is === 'known' && one.fact.value === true ? historyYes : undefined;
    return one.fact.is === 'known' ? words[fact]?.[String(one.fact.value)] : undefined;
  });
  const said = given.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const left = given.filter((share) => share === undefined).length;
  return given.map((share) => share ?? (1 - said) / left);
};

/** What remains open after an answer: its chance, and the entropy of the outcomes in bits. */
export interface Remaining {
  /** Bits of the column. */
  readonly column: number;
  /** Relative to the other answers of the fact. */
  readonly chance: number;
  readonly entropy: number;
}

/** Of each level, the weight of each column: how often its answers are expected. */
export const weightsOf = (
  { columnOf, firstOf }: FlatDiagram,
  facts: readonly AbstractFact[],
  shares: AnswerShares,
): readonly Float64Array[] =>
  facts.map((fact, level) => {
    const weights = new Float64Array(firstOf[level]?.length ?? 0);
    const expected = sharesOf(fact, shares);
    // What is stated weighs as much as its value would; only one of both is ever possible.
    for (const [value, column] of (columnOf[level] ?? []).entries())
      weights[column] = (weights[column] ?? 0) + (expected[value] ?? (weights[column] ? 0 : 1));
    return weights;
  });

/** The weights of the columns that are open, one after the other; they add up to one. */
const openWeights = (bits: number, weights: Float64Array | undefined): readonly number[] => {
  const found: number[] = [];
  for (let rest = bits, column = 0; rest !== 0; rest >>>= 1, column++) if (rest & 1) found.push(weights?.[column] ?? 0);
  const total = found.reduce((sum, one) => sum + one, 0) || 1;
  return found.map((one) => one / total);
};

/**
 * For each of some levels, what is left after each answer: one pass up the restricted diagram for the chance of each
 * outcome below a node, and one down for the chance to come by it.
 */
export const remainingAfter = (
  { root, size, level, at, kids, leaves }: Restricted,
  open: Int32Array,
  weights: readonly Float64Array[],
  levels: readonly number[],
): readonly (readonly Remaining[])[] => {
  const width = leaves.length;
  const shares: (readonly number[])[] = [];
  for (let node = 0; node < size; node++) {
    const own = level[node] ?? 0;
    shares[own] ??= openWeights(open[own] ?? 0, weights[own]);
  }
  const below = new Float64Array(size * width);
  /** Adds what lies below a node or leaf, weighted. */
  const add = (to: Float64Array, base: number, node: number, weight: number): void => {
    if (node < 0) {
      const place = base - 1 - node;
      to[place] = (to[place] ?? 0) + weight;
    } else
      for (let leaf = 0; leaf < width; leaf++)
        to[base + leaf] = (to[base + leaf] ?? 0) + weight * (below[node * width + leaf] ?? 0);
  };
  for (let node = 0; node < size; node++) {
    const share = shares[level[node] ?? 0] ?? [];
    const from = at[node] ?? 0;
    for (let index = 0; index < share.length; index++)
      add(below, node * width, kids[from + index] ?? -1, share[index] ?? 0);
  }
  const chance = new Float64Array(size);
  // Of each level asked about, where its columns begin, and after them what passes through it.
  const starts = new Int32Array(weights.length).fill(-1);
  let end = 0;
  for (const own of levels) {
    starts[own] = end;
    end += ((shares[own]?.length ?? 0) + 1) * width;
  }
  const joint = new Float64Array(end);
  if (root >= 0) chance[root] = 1;
  for (let node = size - 1; node >= 0; node--) {
    const own = level[node] ?? 0;
    const here = chance[node] ?? 0;
    const share = shares[own] ?? [];
    const from = at[node] ?? 0;
    const start = starts[own] ?? -1;
    if (start >= 0) add(joint, start + share.length * width, node, here);
    for (let index = 0; index < share.length; index++) {
      const kid = kids[from + index] ?? -1;
      if (start >= 0) add(joint, start + index * width, kid, here);
      if (kid >= 0) chance[kid] = (chance[kid] ?? 0) + here * (share[index] ?? 0);
    }
  }
  const by = new Float64Array(width);
  return levels.map((own) => {
    const found: Remaining[] = [];
    const share = shares[own] ?? [];
    const start = starts[own] ?? 0;
    const passing = start + share.length * width;
    let index = 0;
    for (let rest = open[own] ?? 0, column = 0; rest !== 0 && index < share.length; rest >>>= 1, column++) {
      if (!(rest & 1)) continue;
      for (let leaf = 0; leaf < width; leaf++)
        by[leaf] =
          (joint[start + index * width + leaf] ?? 0) + (below[root * width + leaf] ?? 0) - (joint[passing + leaf] ?? 0);
      const possible = possibleOf(by);
      const entropy = entropyOf(by, possible);
      found.push({ column: 1 << column, chance: (share[index] ?? 0) * possible, entropy });
      index++;
    }
    return found;
  });
};

/** The last leaf is nobody. */
const possibleOf = (by: Float64Array): number => {
  let possible = 0;
  for (let leaf = 0; leaf < by.length - 1; leaf++) possible += by[leaf] ?? 0;
  return possible;
};

/** Rounding leaves less than this of what is nothing. */
const NIL = 1e-12;

/** In bits, among those who can be. */
const entropyOf = (by: Float64Array, possible: number): number => {
  let entropy = 0;
  for (let leaf = 0; leaf < by.length - 1; leaf++) {
    const chance = by[leaf] ?? 0;
    if (chance > NIL) entropy -= (chance / possible) * Math.log2(chance / possible);
  }
  return entropy;
};
