import type { Restricted } from './diagram/restrict.ts';

/** Two nodes in one number. */
const ROOM = 64;
const pairOf = (a: number, b: number): number => (a + ROOM) * 2 ** 26 + (b + ROOM);

/** Finds whether two functions differ for a patient who can be. */
const openConflicts = ({ level, at, kids, leaves, tainted }: Restricted, open: readonly number[]) => {
  const impossible = -leaves.length;
  const memo = new Map<number, boolean>();
  const isTainted = (node: number) => (node < 0 ? node === impossible : tainted[node] === 1);
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
  return conflict;
};

/**
 * Levels whose answers can lead to different outcomes, all else equal. In a restricted diagram that is every level that
 * has a node, unless the answers only tell patients who can be from those who cannot.
 */
export const relevantLevels = (restricted: Restricted, open: readonly number[]): readonly number[] => {
  const { size, level, at, kids, tainted } = restricted;
  const found = new Array<boolean>(open.length).fill(false);
  let conflict: ReturnType<typeof openConflicts> | undefined;
  for (let node = size - 1; node >= 0; node--) {
    const own = level[node] ?? 0;
    if (found[own]) continue;
    if (!tainted[node]) {
      found[own] = true;
      continue;
    }
    conflict ??= openConflicts(restricted, open);
    const differ = conflict;
    const under = [...kids.subarray(at[node] ?? 0, at[node + 1] ?? 0)];
    if (under.some((kid, index) => under.slice(0, index).some((other) => differ(other, kid)))) found[own] = true;
  }
  const levels: number[] = [];
  for (let own = 0; own < found.length; own++) if (found[own]) levels.push(own);
  return levels;
};
