import { basename } from 'node:path';
import { diagnosisValidityFile, diagnosisValidityTable } from '../../../shared/codes/diagnosis-validity-table.ts';
import { dayFrom } from '../../local/day-after.ts';
import { applyAddenda, applyToList } from './apply-addenda.ts';
import { describeChanges } from './describe-changes.ts';
import { headerOf, withEdition } from './editions.ts';
import { type Import, refuseProblems, type Terms, UnusableFile } from './import.ts';
import { ourCategories } from './our-codes.ts';
import { type CodeChange, type DiagnosisFile, readDiagnosisFile } from './read-diagnosis-file.ts';
import { fiscalYear, type Span } from './spans.ts';

const TABLE = 'diagnosis-validity.json';
const NAME = 'diagnosis-validity';
type File = ReturnType<typeof diagnosisValidityFile.parse>;
type YearCodes = Omit<File['years'][number], 'dataSet'>;

const BILLABLE = 'billable';
const HEADING = 'not billable';
const FORMS = { order: 'order file', codes: 'list of billable codes', addenda: 'order addenda' } as const;

const fiscalYearOf = (day: string): number => Number(day.slice(0, 4)) + (day.slice(5) >= '10-01' ? 1 : 0);

const spanOf = (path: string, { from, to }: Terms): Span => {
  const [, named] = /(?:^|\D)(20\d\d)(?:\D|$)/.exec(basename(path)) ?? [];
  const year = from ? fiscalYearOf(from) : Number(named);
  if (!year)
    throw new UnusableFile([`${basename(path)} does not say which fiscal year it is for: add --from YYYY-10-01.`]);
  if (named && Number(named) !== year)
    throw new UnusableFile([`${basename(path)} is named after fiscal year ${named}, and --from is in ${year}.`]);
  const span = fiscalYear(year);
  return { from: from ?? span.from, to: to ?? span.to };
};

const categoryOf = (code: string): string => code.slice(0, 3);

/** Categories with fewer than half the codes they had: a file cut short ends within one. */
const shrunk = (now: YearCodes, before: YearCodes | undefined): readonly string[] =>
  now.categories.filter((category) => {
    const count = (codes: readonly string[]) => codes.filter((code) => categoryOf(code) === category).length;
    return before !== undefined && count(now.billable) * 2 < count(before.billable);
  });

/** The codes of our categories; of an extract, those it has. */
const selected = (
  file: Exclude<DiagnosisFile, { form: 'addenda' }>,
  wanted: ReadonlySet<string>,
  before: YearCodes | undefined,
  path: string,
  { extract }: Terms,
): YearCodes => {
  const ours = (codes: readonly string[]) => codes.filter((code) => wanted.has(categoryOf(code)));
  const [billable, headings] = [ours(file.billable), ours(file.headings)];
  const found = new Set([...billable, ...headings].map(categoryOf));
  if (found.size === 0) throw new UnusableFile([`${basename(path)} has no category of ours.`]);
  const codes = { categories: [...found].sort(), billable, headings };
  const expected = extract ? (before?.categories ?? []) : [...wanted];
  const missing = expected.filter((category) => !found.has(category)).sort();
  refuseProblems(
    [...missing, ...shrunk(codes, before)].map((category) =>
      missing.includes(category)
        ? `${basename(path)} has no code of category ${category}: is it whole?`
        : `${basename(path)} has few of the codes category ${category} had: is it whole?`,
    ),
  );
  return codes;
};

const yearOn = ({ years }: File, day: string) =>
  years.findLast(({ dataSet: { from, to = day } }) => from <= day && day <= to);

const changedYear = (before: File, changes: readonly CodeChange[], path: string, span: Span): YearCodes => {
  const held = yearOn(before, dayFrom(span.from, -1));
  if (!held)
    throw new UnusableFile([`${basename(path)} tells what changed since the year before, and that year is not held.`]);
  return applyAddenda(held, changes, basename(path));
};

/** The list kept by hand goes on for what the year does not hold whole. */
const listsAfter = ({ editions }: File, changes: readonly CodeChange[], path: string, span: Span): File['editions'] => {
  const lastDay = dayFrom(span.from, -1);
  const held = editions.findLast(({ dataSet: { from, to = lastDay } }) => from <= lastDay && lastDay <= to);
  if (!held) return editions;
  const source = `${held.dataSet.source}; from ${span.from} with the order addenda (${basename(path)})`;
  const added = { dataSet: { ...held.dataSet, source, ...span }, ...applyToList(held, changes, lastDay) };
  return withEdition(editions, added);
};

const diagnosesIn = (file: File, codes: readonly string[], day: string): ReadonlyMap<string, string> => {
  const { diagnosisOn } = diagnosisValidityTable(file);
  return new Map(
    codes.flatMap((code): readonly (readonly [string, string])[] => {
      const { status } = diagnosisOn(code, day);
      return status === 'unknown' ? [] : [[code, status === 'valid' ? BILLABLE : HEADING]];
    }),
  );
};

/** ICD-10-CM of one fiscal year: its order file, its list of codes or its addenda; or an April update (`--from YYYY-04-01`). */
export const importDiagnosisCodes: Import = async (paths, readTable, terms) => {
  const [path = ''] = paths;
  const span = spanOf(path, terms);
  const file = await readDiagnosisFile(path);
  const before = diagnosisValidityFile.parse(readTable(TABLE));
  const isAddenda = file.form === 'addenda';
  if (isAddenda && file.year && file.year !== fiscalYearOf(span.from))
    throw new UnusableFile([`${basename(path)} is of fiscal year ${file.year} by its own counts.`]);
  const year = isAddenda
    ? changedYear(before, file.changes, path, span)
    : selected(file, ourCategories(readTable), yearOn(before, dayFrom(span.from, -1)), path, terms);
  const dataSet = headerOf(
    NAME,
    `ICD-10-CM ${FORMS[file.form]}${terms.extract ? ', an extract' : ''}`,
    [path],
    span,
    terms,
  );
  const after: File = {
    editions: isAddenda ? listsAfter(before, file.changes, path, span) : before.editions,
    years: withEdition(before.years, { dataSet, ...year }),
  };
  const codes = [
    ...year.billable,
    ...year.headings,
    ...before.editions.flatMap(({ valid }) => valid),
    ...before.years.flatMap(({ billable }) => billable),
  ];
  const [then, now] = [diagnosesIn(before, codes, dayFrom(span.from, -1)), diagnosesIn(after, codes, span.from)];
  return {
    tables: { [TABLE]: after },
    says: [
      `Diagnosis codes from ${span.from} to ${span.to}: ${year.categories.length} categories.`,
      ...describeChanges('codes', then, now),
    ],
  };
};
