import { basename } from 'node:path';
import { diagnosisValidityFile, diagnosisValidityTable } from '../../../shared/codes/diagnosis-validity-table.ts';
import { describeChanges } from './describe-changes.ts';
import { headerOf, withEdition } from './editions.ts';
import { type Import, refuseProblems, type Terms, UnusableFile } from './import.ts';
import { ourCategories } from './our-codes.ts';
import { readLines } from './read-rows.ts';
import { fiscalYear, type Span } from './spans.ts';

const TABLE = 'diagnosis-validity.json';
const NAME = 'diagnosis-validity';

/** Fixed width: order number 1-5, code 7-13, billable 15; the titles after that are not needed. */
const LINE = /^\d{5} ([A-Z]\d[0-9A-Z]{1,5})\s+([01]) /;

const BILLABLE = 'billable';
const HEADING = 'not billable';

const dayBefore = (day: string) => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

const dotted = (code: string) => (code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code);

const spanOf = (path: string, { from, to }: Terms): Span => {
  const [, named] = /order[-_ ]?(?:file[-_ ]?)?(?:fy)?(20\d\d)/i.exec(basename(path)) ?? [];
  const year = from ? Number(from.slice(0, 4)) + (from.slice(5) >= '10-01' ? 1 : 0) : Number(named);
  if (!year)
    throw new UnusableFile([`${basename(path)} does not say which fiscal year it is for: add --from YYYY-10-01.`]);
  const span = fiscalYear(year);
  return { from: from ?? span.from, to: to ?? span.to };
};

/** The ICD-10-CM order file of one fiscal year, or its April update (`--from YYYY-04-01`). */
export const importDiagnosisCodes: Import = async (paths, readTable, terms) => {
  const [path = ''] = paths;
  const span = spanOf(path, terms);
  const wanted = ourCategories(readTable);
  const billable: string[] = [];
  const headings: string[] = [];
  for await (const line of readLines(path)) {
    const [, code = '', flag] = LINE.exec(line) ?? [];
    if (wanted.has(code.slice(0, 3))) (flag === '1' ? billable : headings).push(dotted(code));
  }
  const found = new Set([...billable, ...headings].map((code) => code.slice(0, 3)));
  const missing = [...wanted].filter((category) => !found.has(category)).sort();
  if (found.size === 0) throw new UnusableFile([`${basename(path)} is not an ICD-10-CM order file.`]);
  refuseProblems(missing.map((category) => `${basename(path)} has no code of category ${category}: is it whole?`));

  const before = diagnosisValidityFile.parse(readTable(TABLE));
  const dataSet = headerOf(NAME, 'ICD-10-CM order file', [path], span, terms);
  const edition = { dataSet, categories: [...found].sort(), billable, headings };
  const after = { ...before, years: withEdition(before.years, edition) };
  const { diagnosisOn } = diagnosisValidityTable(before);
  const now = new Map<string, string>([
    ...billable.map((code) => [code, BILLABLE] as const),
    ...headings.map((code) => [code, HEADING] as const),
  ]);
  const listed = [...before.editions.flatMap(({ valid }) => valid), ...before.years.flatMap((year) => year.billable)];
  const then = new Map(
    [...now.keys(), ...listed].flatMap((code): readonly (readonly [string, string])[] => {
      const { status } = diagnosisOn(code, dayBefore(span.from));
      return status === 'unknown' ? [] : [[code, status === 'valid' ? BILLABLE : HEADING]];
    }),
  );
  return {
    tables: { [TABLE]: after },
    says: [
      `Diagnosis codes from ${span.from} to ${span.to}: ${found.size} categories.`,
      ...describeChanges('codes', then, now),
    ],
  };
};
