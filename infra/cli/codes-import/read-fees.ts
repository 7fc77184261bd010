import { basename } from 'node:path';
import { type FeeColumn, feeColumns } from './fee-columns.ts';
import { refuseProblems, UnusableFile } from './import.ts';
import { type Row, readRows } from './read-rows.ts';

/** One line of the relative value file; only the columns we use. */
export interface FeeLine {
  readonly code: string;
  readonly modifier: '' | '26' | 'TC';
  readonly status: string;
  readonly work: number;
  readonly expense: number;
  readonly facilityExpense: number;
  readonly facilityNa: boolean;
  readonly malpractice: number;
  readonly total: number;
  readonly conversionFactor: number;
  readonly pcTc: string;
  readonly global: string;
  readonly supervision: string;
}

export interface FeeFile {
  readonly year: number;
  /** `July` of the July release. */
  readonly release: string;
  readonly lines: readonly FeeLine[];
}

const MONTHS = ['January', 'April', 'July', 'October'];
const RELEASE = /(January|April|July|October) Release/i;
/** Year and month in the name CMS gives the file: `PPRRVU2026_Jul_nonQPP.csv`. */
const namedIn = (name: string): { readonly year?: number; readonly month?: string } => {
  const [, year, short] = /pprrvu(20\d\d)_([a-z]{3})/i.exec(name) ?? [];
  const month = MONTHS.find((one) => one.slice(0, 3).toLowerCase() === short?.toLowerCase());
  return { ...(year ? { year: Number(year) } : {}), ...(month ? { month } : {}) };
};

const isModifier = (text: string): text is FeeLine['modifier'] => text === '' || text === '26' || text === 'TC';

const readLine = (row: Row, modifier: FeeLine['modifier'], columns: ReadonlyMap<FeeColumn, number>): FeeLine => {
  const cell = (name: FeeColumn) => row.cells[columns.get(name) ?? -1] ?? '';
  const number = (name: FeeColumn) => Number(cell(name) || 'none');
  return {
    code: row.cells[0] ?? '',
    modifier,
    status: cell('status'),
    work: number('work'),
    expense: number('expense'),
    facilityExpense: number('facilityExpense'),
    facilityNa: cell('facilityNa') === 'NA',
    malpractice: number('malpractice'),
    total: number('total'),
    conversionFactor: number('conversionFactor'),
    pcTc: cell('pcTc'),
    global: cell('global'),
    supervision: cell('supervision').padStart(2, '0'),
  };
};

const isComplete = (line: FeeLine) => Object.values(line).every((value) => !Number.isNaN(value));
const addsUp = ({ work, expense, malpractice, total }: FeeLine) =>
  Math.abs(work + expense + malpractice - total) < 0.011;

/** Reads the lines of the given codes; year and release come from the file's own heading. */
export const readFees = async (path: string, codes: ReadonlySet<string>): Promise<FeeFile> => {
  const heading: (readonly string[])[] = [];
  const lines: FeeLine[] = [];
  const problems: string[] = [];
  let columns: ReadonlyMap<FeeColumn, number> | undefined;
  for await (const row of readRows(path)) {
    const [code = '', modifier = ''] = row.cells;
    if (!columns) {
      heading.push(row.cells);
      if (code.toUpperCase() === 'HCPCS') columns = feeColumns(heading, basename(path));
      continue;
    }
    if (!codes.has(code) || !isModifier(modifier)) continue;
    const line = readLine(row, modifier, columns);
    const name = `${basename(path)}, line ${row.line}: ${code} ${modifier}`.trim();
    if (!isComplete(line)) problems.push(`${name} lacks a number.`);
    else if (!addsUp(line)) problems.push(`${name}: the relative values do not add up to the total.`);
    lines.push(line);
  }
  const title = heading.flat().join(' ');
  const told = Number(/(20\d\d) National Physician Fee Schedule/i.exec(title)?.[1] ?? Number.NaN);
  const { year = told, month } = namedIn(basename(path));
  const release = RELEASE.exec(title)?.[1] ?? month ?? 'January';
  if (!columns || !year)
    throw new UnusableFile([`${basename(path)} is not a physician fee schedule relative value file.`]);
  if (told && told !== year) problems.push(`${basename(path)} is named after ${year}, and its title says ${told}.`);
  if (lines.length === 0) problems.push(`${basename(path)} has none of our codes.`);
  refuseProblems(problems);
  return { year, release, lines };
};
