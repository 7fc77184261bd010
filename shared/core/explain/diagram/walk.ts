import { type FlatDiagram, leafValue, type Ref } from './diagram.ts';
import { OPEN } from './outcomes.ts';

/** Reads a diagram for one combination of columns, and for those that differ from it in one level. */
export interface DiagramWalk {
  /** The outcome of these columns, one a level. */
  along(columns: readonly number[]): number;
  /** The outcome if a level were of another column than when `along` was last asked, about the same columns. */
  turning(columns: readonly number[], level: number, column: number): number;
}

export const openWalk = ({ level, at, kids, root, firstOf }: FlatDiagram): DiagramWalk => {
  const kidOf = (ref: Ref, column: number): Ref => kids[(at[ref] ?? 0) + column] ?? -1 - OPEN;
  /** Of each level, the node the walk came by. */
  const passed = new Int32Array(firstOf.length);
  let outcome = OPEN;
  return {
    along: (columns) => {
      passed.fill(-1);
      let ref = root;
      while (ref >= 0) {
        const own = level[ref] ?? 0;
        passed[own] = ref;
        ref = kidOf(ref, columns[own] ?? 0);
      }
      outcome = leafValue(ref);
      return outcome;
    },
    turning: (columns, own, column) => {
      const node = passed[own] ?? -1;
      if (node < 0) return outcome;
      let ref = kidOf(node, column);
      while (ref >= 0) ref = kidOf(ref, columns[level[ref] ?? 0] ?? 0);
      return leafValue(ref);
    },
  };
};
