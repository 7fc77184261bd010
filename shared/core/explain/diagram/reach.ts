import { type FlatDiagram, leafValue, type Ref } from './diagram.ts';
import { type Codes, IMPOSSIBLE } from './outcomes.ts';

/** What patients who are still possible come to. @param open columns that are possible of each level, as bits */
export interface Reach {
  /** Their outcomes, as bits. */
  reach(open: Int32Array): number;
  /**
   * The one code their outcomes share: `several` when there are more, undefined when nobody is possible. Stops at the
   * second.
   */
  common(open: Int32Array, codes: Codes): number | 'several' | undefined;
}

export const openReach = ({ level, at, kids, root }: FlatDiagram): Reach => {
  const found = new Int32Array(level.length);
  const visited = new Int32Array(level.length);
  let visit = 0;
  let first: number | undefined;
  const differs = (ref: Ref, open: Int32Array, codes: Codes): boolean => {
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
  return {
    reach: (open) => {
      if (root < 0) return 1 << leafValue(root);
      for (let ref = level.length - 1; ref >= root; ref--) {
        let bits = 0;
        const from = at[ref] ?? 0;
        for (let rest = open[level[ref] ?? 0] ?? 0, column = 0; rest !== 0; rest >>>= 1, column++)
          if (rest & 1) {
            const kid = kids[from + column] ?? -1;
            bits |= kid < 0 ? 1 << leafValue(kid) : (found[kid] ?? 0);
          }
        found[ref] = bits;
      }
      return found[root] ?? 0;
    },
    common: (open, codes) => {
      visit++;
      first = undefined;
      return differs(root, open, codes) ? 'several' : first;
    },
  };
};
