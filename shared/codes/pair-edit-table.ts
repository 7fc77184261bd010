import * as z from 'zod/mini';
import type { PairEdit } from '../core/model/codebook.ts';
import { dataSet } from './data-set.ts';
import { editionOn } from './editions.ts';

const edit = z.strictObject({
  column1: z.string(),
  indicator: z.literal([0, 1, 9]),
  rationale: z.string(),
  column2: z.array(z.string()),
  modifiers: z.exactOptional(z.string()),
});
export const pairEditFile = z.strictObject({
  rationales: z.record(z.string(), z.string()),
  modifierSets: z.record(z.string(), z.array(z.string())),
  editions: z.array(z.strictObject({ dataSet, edits: z.array(edit) })),
});
type File = z.infer<typeof pairEditFile>;

const named = <T>(table: Readonly<Record<string, T>>, name: string): T => {
  const found = table[name];
  if (found === undefined) throw new Error(`pair-edits.json names "${name}" without defining it`);
  return found;
};

const index = ({ rationales, modifierSets }: File, edits: File['editions'][number]['edits']) => {
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
  return byPair;
};

/** Pair edits, found in either order of the two codes; a pair listed twice is an error in the data. */
export const pairEditTable = (json: unknown) => {
  const parsed = pairEditFile.parse(json);
  const indexed = parsed.editions.map(({ dataSet: header, edits }) => ({
    dataSet: header,
    byPair: index(parsed, edits),
  }));
  const on = editionOn(indexed);
  return {
    dataSets: indexed.map((edition) => edition.dataSet),
    pairEdit: (a: string, b: string, date: string): PairEdit | undefined => {
      const pairs = on(date)?.byPair;
      return pairs?.get(`${a} ${b}`) ?? pairs?.get(`${b} ${a}`);
    },
  };
};
