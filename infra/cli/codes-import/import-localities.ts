import { basename } from 'node:path';
import { localityFile } from '../../../shared/codes/locality-table.ts';
import { describeChanges } from './describe-changes.ts';
import { headerOf, withEdition } from './editions.ts';
import { type Import, refuseProblems, UnusableFile } from './import.ts';
import { type Row, readRows } from './read-rows.ts';
import { calendarYear } from './spans.ts';

const TABLE = 'localities.json';
type Locality = ReturnType<typeof localityFile.parse>['editions'][number]['localities'][number];

const HEADINGS = {
  state: /^State$/i,
  number: /Locality Number|^locality$/i,
  name: /Locality Name|^name$/i,
  work: /PW[ _]GPCI(?!.*without)/i,
  expense: /PE[ _]GPCI/i,
  malpractice: /MP[ _]GPCI/i,
} as const;
type Column = keyof typeof HEADINGS;
type Columns = Readonly<Record<Column, number>>;

const columnsOf = (cells: readonly string[]): Columns | undefined => {
  const at = (name: Column) => cells.findIndex((cell) => HEADINGS[name].test(cell));
  const columns: Columns = {
    state: at('state'),
    number: at('number'),
    name: at('name'),
    work: at('work'),
    expense: at('expense'),
    malpractice: at('malpractice'),
  };
  return Object.values(columns).every((column) => column >= 0) ? columns : undefined;
};

/** Names end with stars that stand for footnotes. */
const withoutStars = (name: string): string => {
  let end = name.length;
  while (name[end - 1] === '*') end -= 1;
  return name.slice(0, end);
};

const localityOf = ({ cells }: Row, columns: Columns): Locality | undefined => {
  const cell = (name: Column) => cells[columns[name]] ?? '';
  if (!/^[A-Z]{2}$/.test(cell('state')) || !/^\d{1,2}$/.test(cell('number'))) return undefined;
  return {
    state: cell('state'),
    number: cell('number').padStart(2, '0'),
    name: withoutStars(cell('name')).trim(),
    work: Number(cell('work')),
    expense: Number(cell('expense')),
    malpractice: Number(cell('malpractice')),
  };
};

/** Localities change now and then, states do not: a file without one was cut short. */
const missingStates = (now: readonly Locality[], before: readonly Locality[], name: string): readonly string[] => {
  const states = new Set(now.map(({ state }) => state));
  return [...new Set(before.map(({ state }) => state))]
    .filter((state) => !states.has(state))
    .map((state) => `${name} has no locality of ${state}: is it whole?`);
};

const inWords = (localities: readonly Locality[]): ReadonlyMap<string, string> =>
  new Map(
    localities.map(({ state, number, name, work, expense, malpractice }) => [
      `${state} ${number} (${name})`,
      `work ${work}, expense ${expense}, malpractice ${malpractice}`,
    ]),
  );

/** Geographic cost indices of one year by Medicare locality; the headings give the year. */
export const importLocalities: Import = async (paths, readTable, terms) => {
  const [path = ''] = paths;
  const localities: Locality[] = [];
  const problems: string[] = [];
  let columns: Columns | undefined;
  let title = '';
  for await (const row of readRows(path)) {
    if (!columns) {
      title += ` ${row.cells.join(' ')}`;
      columns = columnsOf(row.cells);
      continue;
    }
    const locality = localityOf(row, columns);
    if (!locality) continue;
    const { work, expense, malpractice } = locality;
    if ([work, expense, malpractice].every((index) => index > 0.1 && index < 5)) localities.push(locality);
    else
      problems.push(
        `${basename(path)}, line ${row.line}: an index of ${locality.state} ${locality.number} is not one.`,
      );
  }
  const told = Number(/(20\d\d) PW GPCI/i.exec(title)?.[1] ?? /CY ?(20\d\d)/i.exec(title)?.[1]);
  const named = Number(/gpci(20\d\d)/i.exec(basename(path))?.[1]);
  const year = told || named;
  if (!columns || !year) throw new UnusableFile([`${basename(path)} is not a file of geographic indices by locality.`]);
  if (named && told && named !== told)
    problems.push(`${basename(path)} is named after ${named}, and its headings say ${told}.`);
  if (localities.length === 0 && problems.length === 0) problems.push(`${basename(path)} has no locality.`);
  const before = localityFile.parse(readTable(TABLE));
  const old = before.editions.findLast((one) => one.year <= year);
  refuseProblems(problems);
  refuseProblems(missingStates(localities, old?.localities ?? [], basename(path)));

  const dataSet = headerOf(
    'localities',
    `CMS geographic practice cost indices ${year}`,
    [path],
    calendarYear(year),
    terms,
  );
  const edition = { dataSet, year, localities };
  const after = { editions: withEdition(before.editions, edition) };
  return {
    tables: { [TABLE]: after },
    says: [
      `Localities of ${year}${old ? `, compared with ${old.year}` : ''}.`,
      ...describeChanges('localities', inWords(old?.localities ?? []), inWords(localities)),
    ],
  };
};
