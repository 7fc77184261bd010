import type { pairEditFile } from '../../../shared/codes/pair-edit-table.ts';

type Edit = ReturnType<typeof pairEditFile.parse>['editions'][number]['edits'][number];
/** One pair: a row of the table names several second codes. */
export type Pair = Omit<Edit, 'column2'> & { readonly column2: string };

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
export const rationaleOf = (text: string): string => RATIONALES.find(([pattern]) => pattern.test(text))?.[1] ?? 'OTHER';

const VISIT = /^99[2-4]\d\d$/;

export const pairRow = (
  { column1, column2 }: Pick<Pair, 'column1' | 'column2'>,
  indicator: Pair['indicator'],
  rationale: string,
): Pair => ({
  column1,
  column2,
  indicator,
  rationale,
  ...(indicator === 1 ? { modifiers: VISIT.test(column2) ? 'visit' : 'distinct' } : {}),
});

export const groupedPairs = (pairs: readonly Pair[]): Edit[] => {
  const rows = new Map<string, { readonly row: Omit<Edit, 'column2'>; readonly column2: string[] }>();
  for (const { column2, ...row } of pairs) {
    const key = JSON.stringify([row.column1, row.indicator, row.rationale, row.modifiers, row.evidence]);
    const group = rows.get(key) ?? { row, column2: [] };
    group.column2.push(column2);
    rows.set(key, group);
  }
  return [...rows.values()].map(({ row: { column1, indicator, rationale, ...rest }, column2 }) => ({
    column1,
    indicator,
    rationale,
    column2: column2.sort(),
    ...rest,
  }));
};

const SEPARABLE = { 0: 'no modifier separates them', 1: 'a modifier can separate them', 9: 'deleted' } as const;

export const pairsInWords = (edits: readonly Edit[]): ReadonlyMap<string, string> =>
  new Map(
    edits.flatMap(({ column1, column2, indicator, rationale, evidence }) =>
      column2.map((second) => [
        `${column1} with ${second}`,
        `${SEPARABLE[indicator]} (${rationale})${evidence === 'secondary' ? ', unconfirmed' : ''}`,
      ]),
    ),
  );
