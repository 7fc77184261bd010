import { MET } from '../../model/truth.ts';

/** A node (index from 0) or, below 0, a leaf: see `leafOf`. */
export type Ref = number;
export const leafOf = (value: number): Ref => -value - 1;
export const leafValue = (leaf: Ref): number => -leaf - 1;

/** More than any truth value: of two diagrams that exclude each other, the other one counts. */
const NOTHING = 9;

/** More would take seconds and many megabytes; rules as released stay far below. */
const MOST_NODES = 400_000;
/** No policy's diagram may be larger: the caller has to do without. */
export class DiagramTooLarge extends Error {}

/** Room for both refs of a pair in one number that JavaScript holds exactly. */
const SHIFT = 2 ** 15;
const FACTOR = 2 ** 26;
const pairOf = (a: Ref, b: Ref): number => (a + SHIFT) * FACTOR + (b + SHIFT);

/**
 * Ordered multi-valued decision diagrams with small whole numbers as leaves: a function of variables, each with a fixed
 * number of values. Every node tests one variable (its level), levels ascend towards the leaves, and equal functions are
 * one node, so that comparing functions is comparing refs (Bryant 1986; multi-valued: Srinivasan et al. 1990).
 */
export class Diagram {
  readonly sizes: readonly number[];
  readonly level: number[] = [];
  readonly kids: (readonly Ref[])[] = [];
  readonly #unique = new Map<string, Ref>();

  /** @param sizes number of values of each variable */
  constructor(sizes: readonly number[]) {
    this.sizes = sizes;
  }

  node(level: number, kids: readonly Ref[]): Ref {
    const [first = leafOf(0)] = kids;
    if (kids.every((kid) => kid === first)) return first;
    const key = `${level}:${kids.join()}`;
    const found = this.#unique.get(key);
    if (found !== undefined) return found;
    const ref = this.level.length;
    if (ref >= MOST_NODES) throw new DiagramTooLarge();
    this.level.push(level);
    this.kids.push(kids);
    this.#unique.set(key, ref);
    return ref;
  }

  #levelOf(ref: Ref): number {
    return ref < 0 ? Number.POSITIVE_INFINITY : (this.level[ref] ?? 0);
  }

  #kidAt(ref: Ref, level: number, value: number): Ref {
    return this.#levelOf(ref) === level ? (this.kids[ref]?.[value] ?? ref) : ref;
  }

  /** Both functions at once, their leaves combined. */
  apply(combine: (a: number, b: number) => number, a: Ref, b: Ref, memo = new Map<number, Ref>()): Ref {
    if (a < 0 && b < 0) return leafOf(combine(leafValue(a), leafValue(b)));
    const key = pairOf(a, b);
    const seen = memo.get(key);
    if (seen !== undefined) return seen;
    const level = Math.min(this.#levelOf(a), this.#levelOf(b));
    const kids: Ref[] = [];
    for (let value = 0; value < (this.sizes[level] ?? 0); value++)
      kids.push(this.apply(combine, this.#kidAt(a, level, value), this.#kidAt(b, level, value), memo));
    const ref = this.node(level, kids);
    memo.set(key, ref);
    return ref;
  }

  /** One function where a truth value is MET, another elsewhere. */
  choose(when: Ref, yes: Ref, no: Ref): Ref {
    return this.apply(
      Math.min,
      this.apply((holds, value) => (holds === MET ? value : NOTHING), when, yes),
      this.apply((holds, value) => (holds === MET ? NOTHING : value), when, no),
    );
  }

  /** The function with its leaves changed. */
  map(change: (value: number) => number, ref: Ref, memo = new Map<Ref, Ref>()): Ref {
    if (ref < 0) return leafOf(change(leafValue(ref)));
    const seen = memo.get(ref);
    if (seen !== undefined) return seen;
    const kids = (this.kids[ref] ?? []).map((kid) => this.map(change, kid, memo));
    const made = this.node(this.#levelOf(ref), kids);
    memo.set(ref, made);
    return made;
  }

  /** A function of some variables, tried for each of their values. @param levels ascending */
  table(levels: readonly number[], leaf: (values: readonly number[]) => number, chosen: readonly number[] = []): Ref {
    const level = levels[chosen.length];
    if (level === undefined) return leafOf(leaf(chosen));
    const values = Array.from({ length: this.sizes[level] ?? 0 }, (_, value) => value);
    return this.node(
      level,
      values.map((value) => this.table(levels, leaf, [...chosen, value])),
    );
  }
}

/** One function, packed for reading: values a variable's nodes never tell apart are one column. */
export interface FlatDiagram {
  readonly root: Ref;
  /** Level of each node, ascending. */
  readonly level: Int32Array;
  /** Where its kids begin in `kids`: one for each column of its level. */
  readonly at: Int32Array;
  readonly kids: Int32Array;
  /** Of each level, the column of each value. */
  readonly columnOf: readonly (readonly number[])[];
  /** Of each level, the first value of each column. */
  readonly firstOf: readonly (readonly number[])[];
}

export const flatten = (diagram: Diagram, root: Ref): FlatDiagram => {
  const reached = new Set<Ref>();
  const walk = (ref: Ref): void => {
    if (ref < 0 || reached.has(ref)) return;
    reached.add(ref);
    for (const kid of diagram.kids[ref] ?? []) walk(kid);
  };
  walk(root);
  const levelOf = (ref: Ref) => diagram.level[ref] ?? 0;
  const nodes = [...reached].sort((a, b) => levelOf(a) - levelOf(b) || a - b);
  const place = new Map(nodes.map((ref, index) => [ref, index]));
  const columns = diagram.sizes.map((size, level) => {
    const own = nodes.filter((ref) => levelOf(ref) === level);
    const texts = Array.from({ length: size }, (_, value) => own.map((ref) => diagram.kids[ref]?.[value]).join());
    const distinct = [...new Set(texts)];
    return { of: texts.map((text) => distinct.indexOf(text)), first: distinct.map((text) => texts.indexOf(text)) };
  });
  const at: number[] = [];
  const kids: number[] = [];
  for (const ref of nodes) {
    at.push(kids.length);
    for (const value of columns[levelOf(ref)]?.first ?? []) {
      const kid = diagram.kids[ref]?.[value] ?? leafOf(0);
      kids.push(kid < 0 ? kid : (place.get(kid) ?? 0));
    }
  }
  return {
    root: root < 0 ? root : (place.get(root) ?? 0),
    level: Int32Array.from(nodes.map(levelOf)),
    at: Int32Array.from(at),
    kids: Int32Array.from(kids),
    columnOf: columns.map(({ of }) => of),
    firstOf: columns.map(({ first }) => first),
  };
};
