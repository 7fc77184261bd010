import { basename } from 'node:path';
import { pairEditFile } from '../../../shared/codes/pair-edit-table.ts';
import { describeChanges } from './describe-changes.ts';
import { editionBefore, headerOf, withEdition } from './editions.ts';
import { type Import, refuseProblems } from './import.ts';
import { CODE, ourCodes } from './our-codes.ts';
import { type Row, readRows } from './read-rows.ts';
import { quarterOf, type Span } from './spans.ts';

const TABLE = 'pair-edits.json';
const NAME = 'pair-edits';

/** The published reasons, recognized by key phrases, and our own wording for them. */
const RATIONALES: readonly (readonly [pattern: RegExp, id: string])[] = [
  [/misuse/i, 'MISUSE'],
  [/mutually/i, 'MUTEX'],
  [/separate procedure/i, 'SEP'],
  [/more extensive/i, 'MORE'],
  [/sequential/i, 'SEQ'],
  [/manual/i, 'MANUAL'],
  [/definition/i, 'DEF'],
  [/standard/i, 'STD'],
];
const rationaleOf = (text: string) => RATIONALES.find(([pattern]) => pattern.test(text))?.[1] ?? 'OTHER';

type Edit = ReturnType<typeof pairEditFile.parse>['editions'][number]['edits'][number];
type Pair = Omit<Edit, 'column2'> & { readonly column2: string };

const isDay = (text: string) => /^\d{8}$/.test(text);
const VISIT = /^99[2-4]\d\d$/;

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
  return {
    column1,
    column2,
    indicator: indicator === '0' ? 0 : indicator === '1' ? 1 : 9,
    rationale: rationaleOf(rationale),
    ...(indicator === '1' ? { modifiers: VISIT.test(column2) ? 'visit' : 'distinct' } : {}),
  };
};

const grouped = (pairs: readonly Pair[]): Edit[] => {
  const rows = new Map<string, { readonly row: Omit<Edit, 'column2'>; readonly column2: string[] }>();
  for (const { column2, ...row } of pairs) {
    const key = JSON.stringify(row);
    const group = rows.get(key) ?? { row, column2: [] };
    group.column2.push(column2);
    rows.set(key, group);
  }
  return [...rows.values()].map(({ row: { column1, indicator, rationale, modifiers }, column2 }) => ({
    column1,
    indicator,
    rationale,
    column2: column2.sort(),
    ...(modifiers === undefined ? {} : { modifiers }),
  }));
};

const SEPARABLE = { 0: 'no modifier separates them', 1: 'a modifier can separate them', 9: 'deleted' } as const;

const inWords = (edits: readonly Edit[]): ReadonlyMap<string, string> =>
  new Map(
    edits.flatMap(({ column1, column2, indicator, rationale }) =>
      column2.map((second) => [`${column1} with ${second}`, `${SEPARABLE[indicator]} (${rationale})`]),
    ),
  );

/** Procedure-to-procedure edits of one quarter (practitioner table; published in several files). */
export const importPairEdits: Import = async (paths, readTable, terms) => {
  const [first = ''] = paths;
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
    edits: grouped(pairs),
  };
  const after = { ...before, editions: withEdition(before.editions, edition) };
  const old = editionBefore(before.editions, NAME, span.from);
  return {
    tables: { [TABLE]: after },
    says: [
      `Pair edits from ${span.from} to ${span.to}.`,
      ...describeChanges('pairs', inWords(old?.edits ?? []), inWords(edition.edits)),
      `Left out: ${left} edits of our codes with codes we do not describe.`,
    ],
  };
};
