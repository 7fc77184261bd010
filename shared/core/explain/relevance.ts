import type { Restricted } from './diagram/restrict.ts';

/** Two nodes in one number. */
const ROOM = 64;
const pairOf = (a: number, b: number): number => (a + ROOM) * 2 ** 26 + (b + ROOM);

/**
 * Levels whose answers can lead to different outcomes, all else equal. In a restricted diagram that is every level that
 * has a node, unless the answers only tell patients who can be from those who cannot.
 */
export const relevantLevels = (restricted: Restricted, open: Int32Array): readonly number[] => {
  const { size, level, at, kids, leaves, tainted } = restricted;
  const impossible = -leaves.length;
  const found = new Set<number>();
  const memo = new Map<number, boolean>();
  const isTainted = (node: number) => (node < 0 ? node === impossible : tainted[node] === 1);

  /** Whether two functions differ for a patient who can be. */
  const conflict = (a: number, b: number): boolean => {
    if (a === b) return false;
    if (!isTainted(a) && !isTainted(b)) return true;
    if (a < 0 && b < 0) return a !== impossible && b !== impossible;
    const key = pairOf(a, b);
    const before = memo.get(key);
    if (before !== undefined) return before;
    const levelOf = (node: number) => (node < 0 ? Number.POSITIVE_INFINITY : (level[node] ?? 0));
    const own = Math.min(levelOf(a), levelOf(b));
    const kidAt = (node: number, index: number) =>
      levelOf(node) === own ? (kids[(at[node] ?? 0) + index] ?? node) : node;
    let differs = false;
    for (let rest = open[own] ?? 0, index = 0; rest !== 0 && !differs; rest >>>= 1)
      if (rest & 1) {
        differs = conflict(kidAt(a, index), kidAt(b, index));
        index++;
      }
    memo.set(key, differs);
    return differs;
  };

  for (let node = size - 1; node >= 0; node--) {
    const own = level[node] ?? 0;
    if (found.has(own)) continue;
    if (!tainted[node]) {
      found.add(own);
      continue;
    }
    const under = [...kids.subarray(at[node] ?? 0, at[node + 1] ?? 0)];
    if (under.some((kid, index) => under.slice(0, index).some((other) => conflict(other, kid)))) found.add(own);
  }
  return [...found].sort((a, b) => a - b);
};

/**
 * The one outcome that is left once a level is of one column, by its code: `several` when there are more. For diagrams
 * without patients who cannot be.
 * @param open columns of the level that are open, as bits
 */
export const commonLeaf = (
  { root, size, level, at, kids, leaves }: Restricted,
  open: number,
  own: number,
  column: number,
): number | 'several' => {
  let index = 0;
  for (let rest = open & (column - 1); rest !== 0; rest &= rest - 1) index++;
  const bits = new Int32Array(size);
  const bitsOf = (node: number) => (node < 0 ? 1 << (-1 - node) : (bits[node] ?? 0));
  for (let node = 0; node < size; node++) {
    const from = at[node] ?? 0;
    if (level[node] === own) bits[node] = bitsOf(kids[from + index] ?? -1);
    else {
      let all = 0;
      for (let place = from; place < (at[node + 1] ?? 0); place++) all |= bitsOf(kids[place] ?? -1);
      bits[node] = all;
    }
  }
  const found = bitsOf(root);
  return (found & (found - 1)) === 0 ? (leaves[31 - Math.clz32(found)] ?? -1) : 'several';
};
