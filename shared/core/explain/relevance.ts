import { type FlatDiagram, leafValue } from './diagram/diagram.ts';
import { type Codes, IMPOSSIBLE } from './diagram/outcomes.ts';

/** Two refs in one number. */
const ROOM = 64;
const pairOf = (a: number, b: number): number => (a + ROOM) * 2 ** 26 + (b + ROOM);

/** Which facts can still make a difference: one pass up the diagram, and one down. */
export class Relevance {
  readonly #diagram: FlatDiagram;
  readonly #id: Int32Array;
  readonly #tainted: Uint8Array;

  constructor(diagram: FlatDiagram) {
    this.#diagram = diagram;
    this.#id = new Int32Array(diagram.level.length);
    this.#tainted = new Uint8Array(diagram.level.length);
  }

  /** Levels whose answers can lead to different outcomes, all else equal, by their codes. */
  levels(open: Int32Array, codes: Codes): readonly number[] {
    const { level, at, kids, root } = this.#diagram;
    if (root < 0) return [];
    this.#number(open, codes);
    const reached = new Uint8Array(level.length);
    const found = new Set<number>();
    const conflicts = new Map<number, boolean>();
    reached[root] = 1;
    for (let ref = 0; ref < level.length; ref++) {
      if (!reached[ref]) continue;
      const own = level[ref] ?? 0;
      const from = at[ref] ?? 0;
      const under: number[] = [];
      for (let rest = open[own] ?? 0, column = 0; rest !== 0; rest >>>= 1, column++)
        if (rest & 1) {
          const kid = kids[from + column] ?? -1;
          under.push(kid);
          if (kid >= 0) reached[kid] = 1;
        }
      if (found.has(own)) continue;
      const differ = under.some((kid, index) =>
        under.slice(0, index).some((other) => this.#conflict(other, kid, open, codes, conflicts)),
      );
      if (differ) found.add(own);
    }
    return [...found].sort((a, b) => a - b);
  }

  #idOf(ref: number, codes: Codes): number {
    return ref < 0 ? -1 - (codes[leafValue(ref)] ?? 0) : (this.#id[ref] ?? 0);
  }

  /** Numbers the nodes so that equal numbers are equal functions of what is still possible. */
  #number(open: Int32Array, codes: Codes): void {
    const { level, at, kids } = this.#diagram;
    const numbers = new Map<number, number>();
    const numberOf = (a: number, b: number): number => {
      const key = pairOf(a, b);
      const before = numbers.get(key);
      if (before !== undefined) return before;
      const made = numbers.size + level.length;
      numbers.set(key, made);
      return made;
    };
    for (let ref = level.length - 1; ref >= 0; ref--) {
      const own = level[ref] ?? 0;
      const from = at[ref] ?? 0;
      let first: number | undefined;
      let same = true;
      let tainted = 0;
      let number = own;
      for (let rest = open[own] ?? 0, column = 0; rest !== 0; rest >>>= 1, column++)
        if (rest & 1) {
          const kid = kids[from + column] ?? -1;
          const id = this.#idOf(kid, codes);
          first ??= id;
          if (id !== first) same = false;
          number = numberOf(number, id);
          if (kid < 0 ? leafValue(kid) === IMPOSSIBLE : this.#tainted[kid]) tainted = 1;
        }
      this.#id[ref] = same ? (first ?? 0) : number;
      this.#tainted[ref] = tainted;
    }
  }

  #isTainted(ref: number): boolean {
    return ref < 0 ? leafValue(ref) === IMPOSSIBLE : this.#tainted[ref] === 1;
  }

  /** Whether two functions differ for a patient who can be. */
  #conflict(a: number, b: number, open: Int32Array, codes: Codes, memo: Map<number, boolean>): boolean {
    if (this.#idOf(a, codes) === this.#idOf(b, codes)) return false;
    if (!this.#isTainted(a) && !this.#isTainted(b)) return true;
    if (a < 0 && b < 0) return leafValue(a) !== IMPOSSIBLE && leafValue(b) !== IMPOSSIBLE;
    const key = pairOf(a, b);
    const before = memo.get(key);
    if (before !== undefined) return before;
    const { level, at, kids } = this.#diagram;
    const levelOf = (ref: number) => (ref < 0 ? Number.POSITIVE_INFINITY : (level[ref] ?? 0));
    const own = Math.min(levelOf(a), levelOf(b));
    const kidAt = (ref: number, column: number) =>
      levelOf(ref) === own ? (kids[(at[ref] ?? 0) + column] ?? ref) : ref;
    let found = false;
    for (let rest = open[own] ?? 0, column = 0; rest !== 0 && !found; rest >>>= 1, column++)
      if (rest & 1) found = this.#conflict(kidAt(a, column), kidAt(b, column), open, codes, memo);
    memo.set(key, found);
    return found;
  }
}
