import { type FlatDiagram, leafValue } from './diagram.ts';
import { type Codes, IMPOSSIBLE } from './outcomes.ts';

/** A diagram of what is still possible: equal functions are one node, and every node's answers differ. */
export interface Restricted {
  /** Node, or -1 - leaf. */
  readonly root: number;
  /** Number of nodes; kids have smaller numbers than their parents. */
  readonly size: number;
  readonly level: Int32Array;
  /** Of each node, where its kids begin: one for each column that is open, in their order. */
  readonly at: Int32Array;
  readonly kids: Int32Array;
  /** Code of the outcome each leaf stands for; -1 = no patient is like that. */
  readonly leaves: readonly number[];
  /** Of each node, whether it leads to a patient who cannot be. */
  readonly tainted: Uint8Array;
}

interface Leaves {
  readonly leaves: readonly number[];
  /** Of each outcome. */
  readonly leafOf: readonly number[];
}
const kept = new WeakMap<Codes, Leaves>();
/** One leaf for each code; the last is nobody. */
const leavesOf = (codes: Codes): Leaves => {
  const before = kept.get(codes);
  if (before) return before;
  const leaves = [...new Set(codes.filter((_, outcome) => outcome !== IMPOSSIBLE)), -1];
  const leafOf = codes.map((code, outcome) => -1 - leaves.indexOf(outcome === IMPOSSIBLE ? -1 : code));
  kept.set(codes, { leaves, leafOf });
  return { leaves, leafOf };
};

/** Restricts one diagram again and again; what it returns is valid until the next time. */
export const openRestriction = ({ root, level, at, kids }: FlatDiagram) => {
  const nodes = level.length;
  const reached = new Uint8Array(nodes);
  const idOf = new Int32Array(nodes);
  const made = {
    level: new Int32Array(nodes),
    at: new Int32Array(nodes + 1),
    kids: new Int32Array(kids.length),
    tainted: new Uint8Array(nodes),
  };
  let slots = 16;
  while (slots < 4 * nodes) slots *= 2;
  const table = new Int32Array(slots);

  /** The node of this level and these kids, which stand at the end of `made.kids`. */
  const numberOf = (own: number, count: number, size: number): number => {
    const from = made.at[size] ?? 0;
    let hash = own + 1;
    for (let index = 0; index < count; index++) hash = (Math.imul(hash, 31) + (made.kids[from + index] ?? 0)) | 0;
    hash ^= hash >>> 15;
    for (let slot = hash & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const found = (table[slot] ?? 0) - 1;
      if (found < 0) {
        table[slot] = size + 1;
        return size;
      }
      const start = made.at[found] ?? 0;
      let same = made.level[found] === own;
      for (let index = 0; same && index < count; index++) same = made.kids[start + index] === made.kids[from + index];
      if (same) return found;
    }
  };

  return (open: Int32Array, codes: Codes): Restricted => {
    const { leaves, leafOf } = leavesOf(codes);
    const impossible = -leaves.length;
    if (root < 0) return { ...made, size: 0, leaves, root: leafOf[leafValue(root)] ?? -1 };
    reached.fill(0);
    table.fill(0);
    reached[root] = 1;
    for (let ref = root; ref < nodes; ref++)
      if (reached[ref]) {
        const from = at[ref] ?? 0;
        for (let rest = open[level[ref] ?? 0] ?? 0, column = 0; rest !== 0; rest >>>= 1, column++)
          if (rest & 1) {
            const kid = kids[from + column] ?? -1;
            if (kid >= 0) reached[kid] = 1;
          }
      }
    let size = 0;
    for (let ref = nodes - 1; ref >= root; ref--) {
      if (!reached[ref]) continue;
      const own = level[ref] ?? 0;
      const from = at[ref] ?? 0;
      const start = made.at[size] ?? 0;
      let count = 0;
      let same = true;
      let tainted = 0;
      for (let rest = open[own] ?? 0, column = 0; rest !== 0; rest >>>= 1, column++)
        if (rest & 1) {
          const kid = kids[from + column] ?? -1;
          const id = kid < 0 ? (leafOf[leafValue(kid)] ?? -1) : (idOf[kid] ?? -1);
          if (id === impossible || (id >= 0 && made.tainted[id])) tainted = 1;
          if (count > 0 && id !== made.kids[start]) same = false;
          made.kids[start + count++] = id;
        }
      if (same) idOf[ref] = made.kids[start] ?? -1;
      else {
        made.level[size] = own;
        made.tainted[size] = tainted;
        const id = numberOf(own, count, size);
        idOf[ref] = id;
        if (id === size) {
          size++;
          made.at[size] = start + count;
        }
      }
    }
    return { ...made, size, leaves, root: idOf[root] ?? -1 };
  };
};
