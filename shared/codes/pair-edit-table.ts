import * as z from 'zod/mini';
import type { PairEdit } from '../core/model/codebook.ts';
import { dataSet, evidence } from './data-set.ts';
import { editionOn } from './editions.ts';
import { readTable } from './read-table.ts';

const edit = z.strictObject({
  column1: z.string(),
  indicator: z.literal([0, 1, 9]),
  rationale: z.string(),
  column2: z.array(z.string()),
  modifiers: z.exactOptional(z.string()),
  /** Its own level, where it is not that of the edition: a secondary one is unconfirmed and decides nothing. */
  evidence: z.exactOptional(evidence),
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

const isUnconfirmed = ({ evidence: level }: File['editions'][number]['edits'][number]) => level === 'secondary';

/** Pair edits, found in either order of the two codes; a pair listed twice is an error in the data. */
export const pairEditTable = (json: unknown) => {
  const parsed = readTable(pairEditFile, json);
  const indexed = parsed.editions.map(({ dataSet: header, edits }) => ({
    dataSet: header,
    byPair: index(parsed, edits),
    unconfirmed: new Set(
      edits.filter(isUnconfirmed).flatMap(({ column1, column2 }) => column2.map((two) => `${column1} ${two}`)),
    ),
  }));
  const on = editionOn(indexed);
  return {
    dataSets: indexed.map((edition) => edition.dataSet),
    pairEdit: (a: string, b: string, date: string): PairEdit | undefined => {
      const pairs = on(date);
      return [`${a} ${b}`, `${b} ${a}`]
        .filter((key) => !pairs?.unconfirmed.has(key))
        .flatMap((key) => pairs?.byPair.get(key) ?? [])[0];
    },
    unconfirmedPair: (a: string, b: string, date: string): boolean => {
      const pairs = on(date)?.unconfirmed;
      return pairs !== undefined && (pairs.has(`${a} ${b}`) || pairs.has(`${b} ${a}`));
    },
  };
};
