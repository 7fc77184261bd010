import { basename } from 'node:path';
import { pairEditFile } from '../../../shared/codes/pair-edit-table.ts';
import { describeChanges } from './describe-changes.ts';
import { editionBefore, headerOf, withEdition } from './editions.ts';
import { type Import, refuseProblems } from './import.ts';
import { importPairCopy } from './import-pair-copy.ts';
import { CODE, ourCodes } from './our-codes.ts';
import { groupedPairs, type Pair, pairRow, pairsInWords, rationaleOf } from './pair-rows.ts';
import { type Row, readRows } from './read-rows.ts';
import { quarterOf, type Span } from './spans.ts';

const TABLE = 'pair-edits.json';
const NAME = 'pair-edits';

const isDay = (text: string) => /^\d{8}$/.test(text);

const problemIn = ({ cells }: Row): string | undefined => {
  const [, , , start = '', end = '', indicator = ''] = cells;
  if (!isDay(start)) return `effective date "${start}"`;
  if (end !== '*' && end !== '' && !isDay(end)) return `deletion date "${end}"`;
  return /^[019]$/.test(indicator) ? undefined : `modifier indicator "${indicator}"`;
};

const pairOf = ({ cells }: Row, { from, to }: Span): Pair | undefined => {
  const [column1 = '', column2 = '', , start = '', end = '', indicator, rationale = ''] = cells;
  const plain = (day: string) => day.replaceAll('-', '');
  const inForce = start <= plain(to) && (!isDay(end) || end >= plain(from));
  if (!inForce) return undefined;
  return pairRow({ column1, column2 }, indicator === '0' ? 0 : indicator === '1' ? 1 : 9, rationaleOf(rationale));
};

/** Procedure-to-procedure edits of one quarter (practitioner table; published in several files). */
export const importPairEdits: Import = async (paths, readTable, terms) => {
  const [first = ''] = paths;
  if (first.endsWith('.json')) return importPairCopy(paths, readTable, terms);
  const span = quarterOf(first, terms);
  const { known, families } = ourCodes(readTable);
  const pairs: Pair[] = [];
  const problems: string[] = [];
  let left = 0;
  for (const path of paths)
    for await (const row of readRows(path)) {
      const [one = '', two = ''] = row.cells;
      if (!CODE.test(one) || !CODE.test(two) || !(families.has(one) || families.has(two))) continue;
      const problem = problemIn(row);
      if (problem) problems.push(`${basename(path)}, line ${row.line}: ${problem} of ${one} with ${two} is not one.`);
      const pair = problem ? undefined : pairOf(row, span);
      if (!pair) continue;
      if (known.has(one) && known.has(two)) pairs.push(pair);
      else left += 1;
    }
  if (pairs.length === 0 && problems.length === 0) problems.push('No edit between codes of ours is in these files.');
  refuseProblems(problems);

  const before = pairEditFile.parse(readTable(TABLE));
  const edition = {
    dataSet: headerOf(NAME, 'Medicare NCCI procedure-to-procedure edits', paths, span, terms),
    edits: groupedPairs(pairs),
  };
  const after = { ...before, editions: withEdition(before.editions, edition) };
  const old = editionBefore(before.editions, NAME, span.from);
  return {
    tables: { [TABLE]: after },
    says: [
      `Pair edits from ${span.from} to ${span.to}.`,
      ...describeChanges('pairs', pairsInWords(old?.edits ?? []), pairsInWords(edition.edits)),
      `Left out: ${left} edits of our codes with codes we do not describe.`,
    ],
  };
};
