import type { Slot } from '../../core/authorization/slot.ts';
import type { WorklistRow } from '../../core/authorization/worklist.ts';
import { ok, type Problem, type Result, refused } from '../../core/model/result.ts';
import { readInstant } from '../../fhir/read/parameter-values.ts';
import { type CsvRow, parseCsv } from './parse-csv.ts';

const REQUIRED = ['order', 'start'] as const;
const OPTIONAL = ['appointment', 'source', 'end', 'code', 'place', 'facility', 'performer', 'units'] as const;
const COLUMNS: readonly string[] = [...REQUIRED, ...OPTIONAL];
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];

const problem = (says: string): Result<never> => refused({ code: 'structure', says, expression: 'csv' });

const readSlot = (cell: (name: Column) => string): Result<Slot> => {
  const problems: Problem[] = [];
  const instant = (name: 'start' | 'end'): string | undefined => {
    const read = readInstant(cell(name), name);
    if (read.ok) return read.value;
    problems.push(...read.problems.map((one) => ({ ...one, says: `${name}: ${one.says}` })));
    return undefined;
  };
  const start = instant('start');
  const end = cell('end') ? instant('end') : undefined;
  const units = cell('units') ? Number(cell('units')) : undefined;
  if (start && end && end < start) problems.push({ code: 'value', says: 'Ends before it starts.' });
  if (units !== undefined && !(Number.isInteger(units) && units >= 1))
    problems.push({ code: 'value', says: 'units: must be a whole number of at least 1.' });
  if (problems.length || !start) return refused(...problems);
  const part = (name: 'placeOfService' | 'facility' | 'performer', value: string) => (value ? { [name]: value } : {});
  return ok({
    start,
    ...(end ? { end } : {}),
    codes: [
      ...new Set(
        cell('code')
          .toUpperCase()
          .split(/[;\s]+/)
          .filter(Boolean),
      ),
    ],
    ...part('placeOfService', cell('place')),
    ...part('facility', cell('facility')),
    ...part('performer', cell('performer')),
    ...(units === undefined ? {} : { units }),
  });
};

const readRow = ({ cells }: CsvRow, header: readonly string[], index: number): WorklistRow => {
  const cell = (name: Column): string => cells[header.indexOf(name)] ?? '';
  const slot = readSlot(cell);
  const [source, appointment] = [cell('source'), cell('appointment')];
  return {
    row: index + 1,
    orders: cell('order') ? [cell('order')] : [],
    ...(source ? { source } : {}),
    ...(appointment ? { appointment } : {}),
    ...(slot.ok ? { slot: slot.value } : { unreadable: slot.problems.map(({ says }) => says).join(' ') }),
  };
};

const parse = (text: string): readonly CsvRow[] | undefined => {
  try {
    return parseCsv(text);
  } catch {
    return undefined;
  }
};

/** A list of visits as CSV with a header line; an invalid row stays in the list as a row. */
export const readCsv = (text: string): Result<readonly WorklistRow[]> => {
  const rows = parse(text);
  if (!rows) return problem('A quote is not closed.');
  const [first, ...rest] = rows;
  const header = first?.cells.map((cell) => cell.toLowerCase()) ?? [];
  const unknown = header.find((name) => !COLUMNS.includes(name));
  const missing = REQUIRED.find((name) => !header.includes(name));
  if (missing || unknown !== undefined || new Set(header).size < header.length)
    return problem(
      `The first line names the columns: ${REQUIRED.join(', ')}, and any of ${OPTIONAL.join(', ')}, once.`,
    );
  if (rest.some(({ cells }) => cells.length > header.length)) return problem('A row has more cells than the header.');
  return rest.length ? ok(rest.map((row, index) => readRow(row, header, index))) : problem('There is no row in it.');
};
