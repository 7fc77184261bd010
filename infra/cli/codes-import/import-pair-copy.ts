import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod/mini';
import { pairEditFile } from '../../../shared/codes/pair-edit-table.ts';
import { describeChanges } from './describe-changes.ts';
import { editionBefore, headerOf, withEdition } from './editions.ts';
import { type Import, UnusableFile } from './import.ts';
import { CODE, ourCodes } from './our-codes.ts';
import { groupedPairs, type Pair, pairRow, pairsInWords, rationaleOf } from './pair-rows.ts';
import { quarterOf } from './spans.ts';

const TABLE = 'pair-edits.json';
const NAME = 'pair-edits';

/** A copy that lost the order of the two codes. */
const copyFile = z.array(
  z.tuple([z.string().check(z.regex(CODE)), z.string().check(z.regex(CODE)), z.literal([0, 1, 9]), z.string()]),
);

const readCopy = (path: string): z.infer<typeof copyFile> => {
  try {
    return copyFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    throw new UnusableFile([
      `${basename(path)} is no list of [code, code, indicator, reason]: is it whole, and a copy of the pair edits?`,
    ]);
  }
};

const keyOf = (a: string, b: string): string => [a, b].sort().join(' ');

/**
 * Somebody's copy of the pair edits: what the table held says otherwise, or not at all, becomes unconfirmed; the rest
 * stays as it was.
 */
export const importPairCopy: Import = async (paths, readTable, terms) => {
  const [path = ''] = paths;
  const span = quarterOf(path, terms);
  const { known, families } = ourCodes(readTable);
  const before = pairEditFile.parse(readTable(TABLE));
  const old = editionBefore(before.editions, NAME, span.from);
  const copied = new Map(
    readCopy(path)
      .filter(([a, b]) => known.has(a) && known.has(b) && (families.has(a) || families.has(b)))
      .map((row) => [keyOf(row[0], row[1]), row] as const),
  );
  if (copied.size === 0) throw new UnusableFile([`${basename(path)} has no edit between codes of ours.`]);
  const held = (old?.edits ?? []).flatMap(({ column2, ...row }) =>
    column2.map((one): Pair => ({ ...row, column2: one })),
  );
  const kept = held.map((pair): Pair => {
    const other = copied.get(keyOf(pair.column1, pair.column2));
    return other && other[2] !== pair.indicator
      ? { ...pairRow(pair, other[2], pair.rationale), evidence: 'secondary' }
      : pair;
  });
  const isHeld = new Set(held.map(({ column1, column2 }) => keyOf(column1, column2)));
  const added = [...copied].flatMap(([key, [a, b, indicator, reason]]): readonly Pair[] => {
    if (isHeld.has(key) || indicator === 9) return [];
    const [column1, column2] = families.has(a) ? [a, b] : [b, a];
    return [{ ...pairRow({ column1, column2 }, indicator, rationaleOf(reason)), evidence: 'secondary' }];
  });
  const edition = {
    dataSet: {
      ...headerOf(NAME, 'Medicare NCCI pair edits as held, with a copy that confirms most', paths, span, terms),
      evidence: old?.dataSet.evidence ?? 'secondary',
    } as const,
    edits: groupedPairs([...kept, ...added]),
  };
  return {
    tables: { [TABLE]: { ...before, editions: withEdition(before.editions, edition) } },
    says: [
      `Pair edits from ${span.from} to ${span.to}, by a copy: what it adds or changes is unconfirmed.`,
      ...describeChanges('pairs', pairsInWords(old?.edits ?? []), pairsInWords(edition.edits)),
    ],
  };
};
