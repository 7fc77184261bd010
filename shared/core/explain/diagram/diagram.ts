import { MET } from '../../model/truth.ts';
import { mixed, NONE, PairMemo, RefTable } from './ref-table.ts';

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

/** Below every level, where leaves are. */
const DEEPEST = 2 ** 30;

type Combine = (a: number, b: number) => number;
/** What is known of two functions without a look at their nodes; NONE if nothing is. */
type AtOnce = (a: Ref, b: Ref) => Ref;

/** The first value that is not 0. */
const firstOf: Combine = (a, b) => (a === 0 ? b : a);
const ZERO = leafOf(0);
/** Leaves are 0 or more. */
const AT_ONCE = new Map<Combine, AtOnce>([
  [Math.min, (a, b) => (a === b || a === ZERO ? a : b === ZERO ? b : NONE)],
  [Math.max, (a, b) => (a === b || b === ZERO ? a : a === ZERO ? b : NONE)],
  [firstOf, (a, b) => (a === ZERO ? b : a < 0 ? a : NONE)],
]);
const nothingAtOnce: AtOnce = () => NONE;

/**
 * Ordered multi-valued decision diagrams with small whole numbers as leaves: a function of variables, each with a fixed
 * number of values. Every node tests one variable (its level), levels ascend towards the leaves, and equal functions are
 * one node, so that comparing functions is comparing refs (Bryant 1986; multi-valued: Srinivasan et al. 1990).
 */
export class Diagram {
  readonly sizes: readonly number[];
  readonly level: number[] = [];
  readonly kids: (readonly Ref[])[] = [];
  /** Refs by level and kids. */
  readonly #unique = new RefTable();
  readonly #pairs = new PairMemo();
  /** Kids of the nodes that are being made, one after the other on the way down. */
  readonly #making: Int32Array;

  /** @param sizes number of values of each variable */
  constructor(sizes: readonly number[]) {
    this.sizes = sizes;
    this.#making = new Int32Array(sizes.reduce((sum, size) => sum + size, 0));
  }

  node(level: number, kids: readonly Ref[]): Ref {
    return this.#node(level, kids, 0, kids.length);
  }

  #node(level: number, kids: ArrayLike<Ref>, from: number, to: number): Ref {
    const first = kids[from] ?? leafOf(0);
    let same = from;
    while (same < to && kids[same] === first) same++;
    if (same === to) return first;
    const is = (ref: Ref): boolean => {
      const own = this.kids[ref] as readonly Ref[];
      if (this.level[ref] !== level) return false;
      for (let at = from; at < to; at++) if (own[at - from] !== kids[at]) return false;
      return true;
    };
    let hash = level;
    for (let at = from; at < to; at++) hash = mixed(hash, kids[at] as number);
    const found = this.#unique.find(hash, is);
    if (found !== undefined) return found;
    const ref = this.level.length;
    if (ref >= MOST_NODES) throw new DiagramTooLarge();
    this.level.push(level);
    this.kids.push(Array.prototype.slice.call(kids, from, to));
    this.#unique.add(hash, ref);
    return ref;
  }

  /** Both functions at once, their leaves combined. */
  apply(combine: Combine, a: Ref, b: Ref, atOnce = AT_ONCE.get(combine) ?? nothingAtOnce): Ref {
    this.#pairs.clear();
    return this.#both(combine, a, b, 0, atOnce);
  }

  /** One function where it is not 0, another elsewhere. */
  over(first: Ref, other: Ref): Ref {
    return this.apply(firstOf, first, other);
  }

  #both(combine: Combine, a: Ref, b: Ref, free: number, atOnce: AtOnce): Ref {
    if (a < 0 && b < 0) return leafOf(combine(leafValue(a), leafValue(b)));
    const known = atOnce(a, b);
    if (known !== NONE) return known;
    const seen = this.#pairs.get(a, b);
    if (seen !== NONE) return seen;
    const levelOfA = a < 0 ? DEEPEST : (this.level[a] as number);
    const levelOfB = b < 0 ? DEEPEST : (this.level[b] as number);
    const level = Math.min(levelOfA, levelOfB);
    const kidsOfA = levelOfA === level ? this.kids[a] : undefined;
    const kidsOfB = levelOfB === level ? this.kids[b] : undefined;
    const end = free + (this.sizes[level] as number);
    for (let at = free; at < end; at++) {
      const kidOfA = kidsOfA ? (kidsOfA[at - free] as Ref) : a;
      const kidOfB = kidsOfB ? (kidsOfB[at - free] as Ref) : b;
      this.#making[at] = this.#both(combine, kidOfA, kidOfB, end, atOnce);
    }
    const ref = this.#node(level, this.#making, free, end);
    this.#pairs.set(a, b, ref);
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
    const seen = memo.get(ref);
    if (seen !== undefined) return seen;
    const made =
      ref < 0
        ? leafOf(change(leafValue(ref)))
        : this.node(
            this.level[ref] as number,
            (this.kids[ref] ?? []).map((kid) => this.map(change, kid, memo)),
          );
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
