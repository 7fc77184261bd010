import type { AnswerShares } from '../model/implication.ts';
import { VOCABULARY } from '../model/vocabulary.ts';
import type { AbstractFact } from './abstract-facts.ts';
import { type FlatDiagram, leafValue } from './diagram/diagram.ts';
import { type Codes, IMPOSSIBLE, OUTCOMES } from './diagram/outcomes.ts';

/** How often each value of a fact is expected (`AnswerShares`); adds up to one. */
const sharesOf = (
  { fact, values }: AbstractFact,
  { eventNone, historyYes, words }: AnswerShares,
): readonly number[] => {
  const { kind, type } = VOCABULARY[fact];
  const given = values.map((one): number | undefined => {
    if (type === 'event') return one.fact.is === 'absent' ? eventNone : undefined;
    if (type === 'boolean' && kind === 'history')
      return one.fact.is === 'known' && one.fact.value === true ? historyYes : undefined;
    return one.fact.is === 'known' ? words[fact]?.[String(one.fact.value)] : undefined;
  });
  const said = given.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const left = given.filter((share) => share === undefined).length;
  return given.map((share) => share ?? (1 - said) / left);
};

const SIZE = OUTCOMES.length;

/** What remains open after an answer: its chance, and the entropy of the outcomes in bits. */
export interface Remaining {
  /** Bits of the column. */
  readonly column: number;
  readonly chance: number;
  readonly entropy: number;
}

/** What is to be expected of each answer: one pass up the diagram, and one down. */
export class Expectation {
  readonly #diagram: FlatDiagram;
  readonly #weights: readonly Float64Array[];
  readonly #down: Float64Array;
  readonly #chance: Float64Array;

  constructor(complete: FlatDiagram, facts: readonly AbstractFact[], shares: AnswerShares) {
    this.#diagram = complete;
    const size = complete.level.length;
    this.#down = new Float64Array(size * SIZE);
    this.#chance = new Float64Array(size);
    this.#weights = facts.map((fact, level) => {
      const weights = new Float64Array(complete.firstOf[level]?.length ?? 0);
      const columns = complete.columnOf[level] ?? [];
      const expected = sharesOf(fact, shares);
      // What is stated weighs as much as its value would; only one of both is ever possible.
      for (const [value, column] of columns.entries())
        weights[column] = (weights[column] ?? 0) + (expected[value] ?? (weights[column] ? 0 : 1));
      return weights;
    });
  }

  /** For each of some levels, what is left after each answer. */
  remaining(open: Int32Array, codes: Codes, levels: readonly number[]): readonly (readonly Remaining[])[] {
    const { level, at, kids, root } = this.#diagram;
    const down = this.#down;
    const chance = this.#chance;
    const size = level.length;
    const totals = this.#weights.map((weights, own) => {
      let total = 0;
      for (let rest = open[own] ?? 0, column = 0; rest !== 0; rest >>>= 1, column++)
        if (rest & 1) total += weights[column] ?? 0;
      return total;
    });
    const weightOf = (own: number, column: number) => (this.#weights[own]?.[column] ?? 0) / (totals[own] || 1);
    // Up: the chance of each outcome below a node.
    for (let ref = size - 1; ref >= 0; ref--) {
      const own = level[ref] ?? 0;
      const from = at[ref] ?? 0;
      const base = ref * SIZE;
      down.fill(0, base, base + SIZE);
      for (let rest = open[own] ?? 0, column = 0; rest !== 0; rest >>>= 1, column++)
        if (rest & 1) add(down, base, down, kids[from + column] ?? -1, weightOf(own, column));
      chance[ref] = 0;
    }
    // Down: the chance to come by a node, and by each of its answers.
    const wanted = new Map(levels.map((own, index) => [own, index]));
    const joint = levels.map((own) => new Float64Array((this.#weights[own]?.length ?? 0) * SIZE));
    const passing = levels.map(() => new Float64Array(SIZE));
    if (root >= 0) chance[root] = 1;
    for (let ref = 0; ref < size; ref++) {
      const here = chance[ref] ?? 0;
      if (here === 0) continue;
      const own = level[ref] ?? 0;
      const from = at[ref] ?? 0;
      const index = wanted.get(own);
      const ours = index === undefined ? undefined : joint[index];
      const through = index === undefined ? undefined : passing[index];
      if (through) add(through, 0, down, ref, here);
      for (let rest = open[own] ?? 0, column = 0; rest !== 0; rest >>>= 1, column++)
        if (rest & 1) {
          const kid = kids[from + column] ?? -1;
          if (ours) add(ours, column * SIZE, down, kid, here);
          if (kid >= 0) chance[kid] = (chance[kid] ?? 0) + here * weightOf(own, column);
        }
    }
    return levels.map((own, index) => {
      const found: Remaining[] = [];
      for (let rest = open[own] ?? 0, column = 0; rest !== 0; rest >>>= 1, column++)
        if (rest & 1) {
          const by = new Float64Array(SIZE);
          for (let outcome = 0; outcome < SIZE; outcome++)
            by[outcome] =
              (joint[index]?.[column * SIZE + outcome] ?? 0) +
              (down[root * SIZE + outcome] ?? 0) -
              (passing[index]?.[outcome] ?? 0);
          found.push({ column: 1 << column, ...spread(by, codes, weightOf(own, column)) });
        }
      const all = found.reduce((sum, { chance: one }) => sum + one, 0) || 1;
      return found.map((one) => ({ ...one, chance: one.chance / all }));
    });
  }
}

/** Adds what lies below a node or leaf, weighted. */
const add = (to: Float64Array, base: number, down: Float64Array, ref: number, weight: number): void => {
  if (ref < 0) {
    to[base + leafValue(ref)] = (to[base + leafValue(ref)] ?? 0) + weight;
    return;
  }
  for (let outcome = 0; outcome < SIZE; outcome++)
    to[base + outcome] = (to[base + outcome] ?? 0) + weight * (down[ref * SIZE + outcome] ?? 0);
};

/** Rounding leaves less than this of what is nothing. */
const NIL = 1e-12;

const spread = (by: Float64Array, codes: Codes, weight: number): Omit<Remaining, 'column'> => {
  const byCode = new Map<number, number>();
  let possible = 0;
  for (const [outcome, chance] of by.entries()) {
    if (outcome === IMPOSSIBLE || chance <= NIL) continue;
    const code = codes[outcome] ?? 0;
    byCode.set(code, (byCode.get(code) ?? 0) + chance);
    possible += chance;
  }
  let entropy = 0;
  for (const chance of byCode.values()) entropy -= (chance / possible) * Math.log2(chance / possible);
  return { chance: weight * possible, entropy };
};
