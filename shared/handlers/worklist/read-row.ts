import type { WorklistRow } from '../../core/authorization/worklist.ts';
import { compact } from '../../core/model/compact.ts';
import { ok, type Result } from '../../core/model/result.ts';
import type { CsvRecord } from '../csv/read-records.ts';
import type { ListColumns, Meaning } from './columns.ts';
import * as cell from './read-cells.ts';
import { checkEnd, readVisitStart } from './read-times.ts';

const CANCELLED = /^(?:cancell?ed|no[- ]?show|entered[- ]in[- ]error|deleted|rescheduled)\b/i;
const MOST_TEXT = 80;

/** Why the cells of a row may not stand under their columns. */
const misplaced = ({ cells, problem }: CsvRecord, { used, count }: ListColumns): string | undefined => {
  if (problem) return problem;
  if (cells.slice(count).some((text) => text !== '')) return 'It has more cells than the header has columns.';
  const cut = Object.values(used)
    .flat()
    .find(({ index }) => index >= cells.length);
  return cut && `It ends before column "${cut.name}".`;
};

/** Reads the cells of one row by meaning, and keeps every problem it finds. */
const openRow = ({ cells }: CsvRecord, { used }: ListColumns, row: number) => {
  const problems: string[] = [];
  const take = <T>(read: Result<T>): T | undefined => {
    if (read.ok) return read.value;
    problems.push(...read.problems.map(({ says }) => says));
    return undefined;
  };
  const of = (meaning: Meaning): readonly cell.Cell[] =>
    (used[meaning] ?? [])
      .map((column) => ({ ...column, row, text: cells[column.index] ?? '' }))
      .filter(({ text }) => text !== '');
  const agreed = <T>(meaning: Meaning, read: (one: cell.Cell) => Result<T>) => take(cell.readAgreed(of(meaning), read));
  return { problems, take, of, agreed, text: (meaning: Meaning) => agreed(meaning, ({ text }) => ok(text)) };
};
type OpenRow = ReturnType<typeof openRow>;

/** Codes of all code columns; a column that describes the test counts where no code is listed, and may not contradict. */
const codesOf = ({ problems, take, of }: OpenRow, row: number): readonly string[] => {
  const listed = [...new Set(of('code').flatMap((one) => take(cell.readCodesCell(one)) ?? []))];
  const described = [...new Set(of('procedure').flatMap((one) => take(cell.readProcedureCell(one)) ?? []))];
  if (!listed.length) return described;
  if (described.some((code) => !listed.includes(code)))
    problems.push(`Row ${row}: the columns for the code and for the procedure name different codes.`);
  return listed;
};

const startOf = ({ problems, take, of }: OpenRow, { used }: ListColumns, row: number) => {
  const columns = [...(used.start ?? []), ...(used.date ?? [])];
  const days = [...of('start'), ...of('date')];
  const start = take(readVisitStart([...days, ...of('time')]));
  if (days.length > 0 && days.length < columns.length)
    problems.push(`Row ${row}: of the columns ${columns.map(({ name }) => `"${name}"`).join(', ')} one is empty.`);
  for (const end of start ? of('end') : []) if (start) take(checkEnd(end, start));
  return start;
};

/** A row of the list; what is not understood in it makes it unreadable, and is named. */
export const readRow = (record: CsvRecord, columns: ListColumns, row: number): WorklistRow => {
  const away = misplaced(record, columns);
  if (away) return { row, orders: [], unreadable: `Row ${row}: ${away}` };
  const open = openRow(record, columns, row);
  const { problems, agreed, text, of } = open;
  const orders = agreed('order', cell.readOrdersCell) ?? [];
  const start = startOf(open, columns, row);
  const codes = codesOf(open, row);
  const placeOfService = agreed('place', cell.readPlaceCell);
  const units = agreed('units', cell.readUnitsCell);
  const [facility, performer] = [text('facility'), text('performer')];
  const keys = { facility: cell.comparableKey(facility), performer: cell.comparableKey(performer) };
  const inWords = [
    ...(facility && !keys.facility ? ['facility' as const] : []),
    ...(performer && !keys.performer ? ['performer' as const] : []),
  ];
  if (CANCELLED.test(text('status') ?? '')) problems.push('The visit is cancelled.');
  const codeText = [...of('code'), ...of('procedure')].map((one) => one.text.slice(0, MOST_TEXT)).join(' ');
  return {
    row,
    orders,
    numbered: true,
    ...compact({ source: text('source'), appointment: text('appointment') }),
    ...(start ? { slot: { start, codes, ...compact({ placeOfService, units, ...keys }) } } : {}),
    ...(inWords.length ? { inWords } : {}),
    ...(codeText ? { codeText } : {}),
    ...(problems.length ? { unreadable: problems.join(' ') } : {}),
  };
};
