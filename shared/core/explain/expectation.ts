import type { AnswerShares } from '../model/implication.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { AbstractFact } from './abstract-facts.ts';
import type { FlatDiagram } from './diagram/diagram.ts';
import { columnAt } from './diagram/reach.ts';
import type { Restricted } from './diagram/restrict.ts';
import { Room } from './room.ts';

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

/** What is expected to stay open once a fact is known: the chance of it with the bits of what remains, and those bits. */
export interface Expected {
  readonly open: number;
  readonly bits: number;
}

const [BELOW, CHANCES, JOINT, SHARES] = [new Room(), new Room(), new Room(), new Room()];

/** The weights of the columns that are open, as shares of one; 0 for the others. */
const setShares = (shares: Float64Array, level: number, bits: number, weights: Float64Array): void => {
  let total = 0;
  for (let rest = bits, column = 0; rest !== 0; rest >>>= 1, column++) if (rest & 1) total += weights[column] ?? 0;
  for (let rest = bits, column = 0, index = 0; rest !== 0; rest >>>= 1, column++)
    if (rest & 1) shares[columnAt(level, index++)] = (weights[column] ?? 0) / (total || 1);
};

/**
 * For each of some levels, what is expected after its answer: one pass up the restricted diagram for the chance of each
 * outcome below a node, and one down for the chance to come by it.
 * @param staysOpen of each level and column (`columnAt`), whether its answer leaves the advice open
 */
export const expectedAfter = (
  { root, size, level, at, kids, leaves }: Restricted,
  open: readonly number[],
  weights: readonly Float64Array[],
  levels: readonly number[],
  staysOpen?: Float64Array,
): readonly Expected[] => {
  // The last leaf is nobody, who is never asked.
  const width = leaves.length - 1;
  if (root < 0) return levels.map(() => ({ open: 0, bits: 0 }));
  // Of each level, the share of each open column, one after the other.
  const shares = SHARES.of(columnAt(weights.length, 0));
  for (let own = 0; own < weights.length; own++) setShares(shares, own, open[own] ?? 0, weights[own] ?? NONE);
  // Leaves stand before the nodes, so that all kids are read alike: a leaf leads to itself, nobody to none.
  const first = leaves.length;
  const below = BELOW.of((first + size) * width);
  for (let leaf = 0; leaf < width; leaf++) below[(width - leaf) * width + leaf] = 1;
  for (let node = 0; node < size; node++) {
    const to = (first + node) * width;
    const until = at[node + 1] ?? 0;
    for (let place = at[node] ?? 0, index = columnAt(level[node] ?? 0, 0); place < until; place++, index++) {
      const share = shares[index] ?? 0;
      const from = (first + (kids[place] ?? -1)) * width;
      for (let leaf = 0; leaf < width; leaf++)
        below[to + leaf] = (below[to + leaf] ?? 0) + share * (below[from + leaf] ?? 0);
    }
  }
  // Of each level asked, where its columns begin.
  const starts = new Array<number>(weights.length).fill(-1);
  let end = 0;
  for (const own of levels) {
    starts[own] = end;
    end += bitCount(open[own] ?? 0) * width;
  }
  const joint = JOINT.of(end);
  const chances = CHANCES.of(first + size);
  chances[first + root] = 1;
  for (let node = size - 1; node >= 0; node--) {
    const chance = chances[first + node] ?? 0;
    const own = level[node] ?? 0;
    const until = at[node + 1] ?? 0;
    let to = starts[own] ?? -1;
    const isAsked = to >= 0;
    for (let place = at[node] ?? 0, index = columnAt(own, 0); place < until; place++, index++, to += width) {
      const kid = first + (kids[place] ?? -1);
      chances[kid] = (chances[kid] ?? 0) + chance * (shares[index] ?? 0);
      if (!isAsked) continue;
      for (let leaf = 0, from = kid * width; leaf < width; leaf++)
        joint[to + leaf] = (joint[to + leaf] ?? 0) + chance * (below[from + leaf] ?? 0);
    }
  }
  const past = new Float64Array(width);
  const by = new Float64Array(width);
  return levels.map((own) => {
    const columns = bitCount(open[own] ?? 0);
    const from = columnAt(own, 0);
    const start = starts[own] ?? 0;
    // What does not come by this level, whatever its answer.
    for (let leaf = 0; leaf < width; leaf++) {
      let rest = below[(first + root) * width + leaf] ?? 0;
      for (let index = 0; index < columns; index++)
        rest -= (shares[from + index] ?? 0) * (joint[start + index * width + leaf] ?? 0);
      past[leaf] = rest;
    }
    let [all, left, stays, index] = [0, 0, 0, 0];
    for (let rest = open[own] ?? 0, column = 0; rest !== 0; rest >>>= 1, column++) {
      if (!(rest & 1)) continue;
      for (let leaf = 0; leaf < width; leaf++)
        by[leaf] = (joint[start + index * width + leaf] ?? 0) + (past[leaf] ?? 0);
      const possible = sumOf(by);
      const chance = (shares[from + index] ?? 0) * possible;
      const entropy = entropyOf(by, possible);
      all += chance;
      left += chance * entropy;
      if (staysOpen?.[columnAt(own, column)]) stays += chance * (1 + entropy);
      index++;
    }
    return { open: stays / (all || 1), bits: left / (all || 1) };
  });
};

const NONE = new Float64Array(0);

const bitCount = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
};

const sumOf = (by: Float64Array): number => {
  let sum = 0;
  for (let leaf = 0; leaf < by.length; leaf++) sum += by[leaf] ?? 0;
  return sum;
};

/** Rounding leaves less than this of what is nothing. */
const NIL = 1e-12;

/** In bits, among those who can be. */
const entropyOf = (by: Float64Array, possible: number): number => {
  let sum = 0;
  for (let leaf = 0; leaf < by.length; leaf++) {
    const chance = by[leaf] ?? 0;
    if (chance > NIL) sum += chance * Math.log2(chance);
  }
  return possible > NIL ? Math.log2(possible) - sum / possible : 0;
};
