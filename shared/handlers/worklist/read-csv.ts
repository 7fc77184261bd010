import type { WorklistRow } from '../../core/authorization/worklist.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { type CsvTable, openTable } from '../csv/open-table.ts';
import { MOST_STRAY_QUOTES } from '../csv/read-records.ts';
import { readColumns, scoreHeader } from './columns.ts';
import { readRow } from './read-row.ts';

/** Columns of a list; rows of a list, all its pages together. */
const MOST_COLUMNS = 200;
const MOST_LISTED = 50_000;

export interface ListedRows {
  readonly rows: readonly WorklistRow[];
  /** More follow. */
  readonly more: boolean;
  /** Columns nothing was read from, by name. */
  readonly ignored?: readonly string[];
}

const NO_HEADER =
  'No line names the columns: one for the order (order, Order #, Placer number) and one for the day (start, Appt Date, ' +
  'DOS). A workbook is sent as CSV.';

const refuseList = (code: 'structure' | 'too-long', says: string): Result<never> =>
  refused({ code, says, expression: 'csv' });

const open = (text: string, most: number): CsvTable | undefined | 'stray-quotes' => {
  try {
    return openTable(text, scoreHeader, most);
  } catch {
    return 'stray-quotes';
  }
};

/** Rows `from` to `to` of a delimited list with a header line; one that is not understood stays in it as a row. */
export const readCsv = (text: string, from: number, to: number): Result<ListedRows> => {
  const table = open(text, Math.min(to, MOST_LISTED) + 1);
  if (table === 'stray-quotes')
    return refuseList('too-long', `More than ${MOST_STRAY_QUOTES} rows have a quote that is not closed.`);
  if (!table) return refuseList('structure', NO_HEADER);
  const { header, rows } = table;
  const columns = readColumns(header.cells);
  if (columns.count > MOST_COLUMNS) return refuseList('too-long', `A list may have ${MOST_COLUMNS} columns.`);
  if (rows.length > MOST_LISTED) return refuseList('too-long', `A list may have ${MOST_LISTED} rows.`);
  if (!rows.length) return refuseList('structure', 'There is no row in it.');
  const page = rows.slice(from, to).map((row, index) => readRow(row, columns, from + index + 1));
  return ok({ rows: page, more: rows.length > to, ignored: columns.ignored });
};
