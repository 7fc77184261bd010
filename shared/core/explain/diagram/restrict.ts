import type { FlatDiagram } from './diagram.ts';
import { type Codes, IMPOSSIBLE, OUTCOMES } from './outcomes.ts';

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

/** Leaves stand before the nodes, so that all kids are read alike. */
const LEAVES = OUTCOMES.length;

/** Room for one restriction after the other, as large as the largest diagram asks for: it stays in the fastest memory. */
const roomFor = (nodes: number, edges: number) => {
  let slots = 16;
  while (slots < 2 * nodes) slots *= 2;
  return {
    nodes,
    edges,
    reached: new Uint8Array(LEAVES + nodes),
    idOf: new Int32Array(LEAVES + nodes),
    level: new Int32Array(nodes),
    at: new Int32Array(nodes + 1),
    kids: new Int32Array(edges),
    tainted: new Uint8Array(nodes),
    table: new Int32Array(slots),
  };
};
let room = roomFor(0, 0);

/** One leaf for each code that can still be reached; the last is nobody. */
const leavesIn = (reached: Uint8Array, codes: Codes): readonly number[] => {
  const leaves: number[] = [];
  for (let outcome = 0; outcome < LEAVES; outcome++) {
    const code = codes[outcome] ?? -1;
    if (outcome !== IMPOSSIBLE && reached[LEAVES - 1 - outcome] && !leaves.includes(code)) leaves.push(code);
  }
  leaves.push(-1);
  return leaves;
};

/** Restricts one diagram; what it returns is valid until the next restriction of any. */
export const openRestriction = ({ root, level, at, kids, firstOf }: FlatDiagram) => {
  const nodes = level.length;
  const levels = firstOf.length;
  // Nodes stand level after level: where those of each begin.
  const nodesOf = new Int32Array(levels + 1);
  for (let own = 0, ref = 0; own <= levels; own++) {
    while (ref < nodes && (level[ref] ?? 0) < own) ref++;
    nodesOf[own] = ref;
  }
  // The columns that are open, level after level.
  const columns = new Int32Array(firstOf.reduce((sum, { length }) => sum + length, 0));
  const starts = new Int32Array(firstOf.length + 1);
  const list = (open: readonly number[]): void => {
    let end = 0;
    for (let own = 0; own < firstOf.length; own++) {
      starts[own] = end;
      for (let rest = open[own] ?? 0; rest !== 0; rest &= rest - 1) columns[end++] = 31 - Math.clz32(rest & -rest);
    }
    starts[firstOf.length] = end;
  };

  return (open: readonly number[], codes: Codes): Restricted => {
    if (room.nodes < nodes || room.edges < kids.length)
      room = roomFor(Math.max(nodes, room.nodes), Math.max(kids.length, room.edges));
    const { reached, idOf, tainted, table } = room;
    const made = { level: room.level, at: room.at, kids: room.kids };
    list(open);
    reached.fill(0, 0, LEAVES + nodes);
    table.fill(0);
    reached[LEAVES + root] = 1;
    for (let own = 0; own < levels; own++) {
      const begin = starts[own] ?? 0;
      const end = starts[own + 1] ?? 0;
      for (let ref = nodesOf[own] ?? 0, last = nodesOf[own + 1] ?? 0; ref < last; ref++) {
        if (!reached[LEAVES + ref]) continue;
        const from = at[ref] ?? 0;
        for (let index = begin; index < end; index++) reached[LEAVES + (kids[from + (columns[index] ?? 0)] ?? -1)] = 1;
      }
    }
    const leaves = leavesIn(reached, codes);
    const impossible = -leaves.length;
    for (let outcome = 0; outcome < LEAVES; outcome++)
      idOf[LEAVES - 1 - outcome] = outcome === IMPOSSIBLE ? impossible : -1 - leaves.indexOf(codes[outcome] ?? -1);
    let size = 0;
    for (let own = levels - 1; own >= 0; own--) {
      const begin = starts[own] ?? 0;
      const last = starts[own + 1] ?? 0;
      const until = nodesOf[own] ?? 0;
      for (let ref = (nodesOf[own + 1] ?? 0) - 1; ref >= until; ref--) {
        if (!reached[LEAVES + ref]) continue;
        const from = at[ref] ?? 0;
        const only = idOf[LEAVES + (kids[from + (columns[begin] ?? 0)] ?? -1)] ?? -1;
        const start = made.at[size] ?? 0;
        let end = start;
        let same = true;
        let taint = 0;
        for (let index = begin; index < last; index++) {
          const id = idOf[LEAVES + (kids[from + (columns[index] ?? 0)] ?? -1)] ?? -1;
          if (id >= 0) taint |= tainted[id] ?? 0;
          else if (id === impossible) taint = 1;
          made.kids[end++] = id;
          if (id !== only) same = false;
        }
        if (same) {
          idOf[LEAVES + ref] = only;
          continue;
        }
        made.level[size] = own;
        tainted[size] = taint;
        const id = numberOf(made, table, size, end);
        idOf[LEAVES + ref] = id;
        if (id === size) made.at[++size] = end;
      }
    }
    return { root: idOf[LEAVES + root] ?? -1, size, level: made.level, at: made.at, kids: made.kids, leaves, tainted };
  };
};

/** The node like the last one, which is not yet counted; itself where there is none. */
const numberOf = (
  { level, at, kids }: Pick<Restricted, 'level' | 'at' | 'kids'>,
  table: Int32Array,
  size: number,
  end: number,
): number => {
  const own = level[size] ?? 0;
  const from = at[size] ?? 0;
  const mask = table.length - 1;
  let hash = own + 1;
  for (let place = from; place < end; place++) hash = (Math.imul(hash, 31) + (kids[place] ?? 0)) | 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  for (let slot = (hash ^ (hash >>> 12)) & mask; ; slot = (slot + 1) & mask) {
    const found = (table[slot] ?? 0) - 1;
    if (found < 0) {
      table[slot] = size + 1;
      return size;
    }
    if (level[found] !== own) continue;
    let [one, other] = [at[found] ?? 0, from];
    while (other < end && kids[one] === kids[other]) {
      one++;
      other++;
    }
    if (other === end) return found;
  }
};
