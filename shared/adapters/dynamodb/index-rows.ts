import { queryRange } from './query-range.ts';
import { INDEXES, type Key, type Range } from './table.ts';
import type { Item, TableAccess } from './table-access.ts';

interface IndexRow {
  readonly position: string;
  readonly key: Key;
  readonly row: Item;
}
const textOf = (row: Item, name: string): string => {
  const value = row[name];
  if (typeof value === 'string') return value;
  throw new Error(`The table holds a row without ${name}`);
};

/** Rows of a range after `after`, newest first. Positions are comparable across ranges of the same kind. */
export const rowsBehind = async (
  table: TableAccess,
  range: Range,
  after: string | undefined,
  limit: number,
): Promise<readonly IndexRow[]> => {
  const to = after !== undefined && after < range.to ? after : range.to;
  const rows = await queryRange(table, { ...range, to }, { newestFirst: true, limit: limit + 1 });
  const sk = range.index ? INDEXES[range.index].sk : 'sk';
  return rows
    .map((row) => ({ position: textOf(row, sk), key: { pk: textOf(row, 'pk'), sk: textOf(row, 'sk') }, row }))
    .filter(({ position }) => position !== after)
    .slice(0, limit);
};

export const newestFirst = (a: { readonly position: string }, b: { readonly position: string }): number =>
  a.position < b.position ? 1 : -1;
