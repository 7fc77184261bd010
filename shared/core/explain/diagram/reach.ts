import { type FlatDiagram, leafValue, type Ref } from './diagram.ts';
import { type Codes, IMPOSSIBLE } from './outcomes.ts';

/** Columns of one level are bits of one number. */
export const MOST_COLUMNS = 30;
const STRIDE = 32;
/** Where an array with an entry for each column of each level has this one. */
export const columnAt = (level: number, column: number): number => level * STRIDE + column;

/** What patients who are still possible come to. @param open columns that are possible of each level, as bits */
export interface Reach {
  /** Their outcomes, as bits. */
  reach(open: readonly number[]): number;
  /**
   * The one code their outcomes share: `several` when there are more, undefined when nobody is possible. Stops at the
   * second.
   */
  common(open: readonly number[], codes: Codes): number | 'several' | undefined;
  /**
   * Their outcomes, as bits, once a level is of one column, open or not, and all else as it is: an entry for each
   * `columnAt`, valid until the next time.
   */
  each(open: readonly number[]): Int32Array;
}

export const openReach = ({ level, at, kids, root, firstOf }: FlatDiagram): Reach => {
  const levels = firstOf.length;
  const found = new Int32Array(level.length);
  const visited = new Int32Array(level.length);
  const beyond = new Int32Array(levels);
  const by = new Int32Array(levels * STRIDE);
  let visit = 0;
  let first: number | undefined;
  const differs = (ref: Ref, open: readonly number[], codes: Codes): boolean => {
    if (ref < 0) {
      const outcome = leafValue(ref);
      if (outcome === IMPOSSIBLE) return false;
      first ??= codes[outcome];
      return first !== codes[outcome];
    }
    if (visited[ref] === visit) return false;
    visited[ref] = visit;
    const from = at[ref] ?? 0;
    for (let rest = open[level[ref] ?? 0] ?? 0, column = 0; rest !== 0; rest >>>= 1, column++)
      if (rest & 1 && differs(kids[from + column] ?? -1, open, codes)) return true;
    return false;
  };
  const below = (ref: Ref): number => (ref < 0 ? 1 << leafValue(ref) : (found[ref] ?? 0));
  const reach = (open: readonly number[]): number => {
    if (root < 0) return below(root);
    for (let ref = level.length - 1; ref >= root; ref--) {
      let bits = 0;
      const from = at[ref] ?? 0;
      for (let rest = open[level[ref] ?? 0] ?? 0, column = 0; rest !== 0; rest >>>= 1, column++)
        if (rest & 1) bits |= below(kids[from + column] ?? -1);
      found[ref] = bits;
    }
    return below(root);
  };

  /** Of what comes by a node or leaf, the levels from one to the other do not matter. */
  const passBy = (from: number, to: Ref): void => {
    const until = to < 0 ? levels : (level[to] ?? levels);
    const bits = below(to);
    for (let own = from; own < until; own++) beyond[own] = (beyond[own] ?? 0) | bits;
  };

  return {
    reach,
    common: (open, codes) => {
      visit++;
      first = undefined;
      return differs(root, open, codes) ? 'several' : first;
    },
    each: (open) => {
      reach(open);
      visit++;
      beyond.fill(0);
      by.fill(0);
      passBy(0, root);
      if (root >= 0) visited[root] = visit;
      for (let ref = Math.max(root, 0); ref < level.length; ref++) {
        if (visited[ref] !== visit) continue;
        const own = level[ref] ?? 0;
        const isOpen = open[own] ?? 0;
        const until = at[ref + 1] ?? kids.length;
        for (let place = at[ref] ?? 0, column = 0; place < until; place++, column++) {
          const kid = kids[place] ?? -1;
          const entry = columnAt(own, column);
          by[entry] = (by[entry] ?? 0) | below(kid);
          if (!(isOpen & (1 << column))) continue;
          if (kid >= 0) visited[kid] = visit;
          passBy(own + 1, kid);
        }
      }
      for (let own = 0; own < levels; own++) {
        const columns = firstOf[own]?.length ?? 0;
        for (let column = 0; column < columns; column++) {
          const entry = columnAt(own, column);
          by[entry] = (by[entry] ?? 0) | (beyond[own] ?? 0);
        }
      }
      return by;
    },
  };
};
