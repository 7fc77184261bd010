import * as z from 'zod/mini';
import type { PairEdit } from '../core/codebook.ts';
import { dataSet } from './data-set.ts';

const file = z.strictObject({
  dataSet,
  rationales: z.record(z.string(), z.string()),
  modifierSets: z.record(z.string(), z.array(z.string())),
  edits: z.array(
    z.strictObject({
      column1: z.string(),
      indicator: z.literal([0, 1, 9]),
      rationale: z.string(),
      column2: z.array(z.string()),
      modifiers: z.exactOptional(z.string()),
    }),
  ),
});

const named = <T>(table: Readonly<Record<string, T>>, name: string): T => {
  const found = table[name];
  if (found === undefined) throw new Error(`pair-edits.json names "${name}" without defining it`);
  return found;
};

/** Pair edits, found whichever way round the two codes are given; a pair listed twice is an error in the data. */
export const pairEditTable = (json: unknown) => {
  const { dataSet: header, rationales, modifierSets, edits } = file.parse(json);
  const byPair = new Map<string, PairEdit>();
  for (const { column1, column2: others, indicator, rationale, modifiers } of edits) {
    for (const column2 of others) {
      if (byPair.has(`${column1} ${column2}`) || byPair.has(`${column2} ${column1}`))
        throw new Error(`pair-edits.json lists ${column1} with ${column2} twice`);
      byPair.set(`${column1} ${column2}`, {
        column1,
        column2,
        indicator,
        rationale: named(rationales, rationale),
        ...(modifiers === undefined ? {} : { modifiers: named(modifierSets, modifiers) }),
      });
    }
  }
  return {
    dataSets: [header],
    pairEdit: (a: string, b: string): PairEdit | undefined => byPair.get(`${a} ${b}`) ?? byPair.get(`${b} ${a}`),
  };
};
