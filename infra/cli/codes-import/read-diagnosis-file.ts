import { basename } from 'node:path';
import { UnusableFile } from './import.ts';
import { readLines } from './read-rows.ts';

/** One line of addenda: a code or heading that is added or deleted, as it was or as it becomes. */
export interface CodeChange {
  readonly action: 'add' | 'delete';
  readonly billable: boolean;
  readonly code: string;
}

export type DiagnosisFile =
  /** The order file: codes and headings. */
  | { readonly form: 'order'; readonly billable: readonly string[]; readonly headings: readonly string[] }
  /** The list of billable codes, which names no heading. */
  | { readonly form: 'codes'; readonly billable: readonly string[]; readonly headings: readonly string[] }
  /** What changed since the year before. */
  | { readonly form: 'addenda'; readonly year?: number; readonly changes: readonly CodeChange[] };

const CODE = '([A-Z](?:\\d[0-9A-Z]|[A-Z]\\d)[0-9A-Z]{0,4})';
/** Fixed width: order number 1-5, code 7-13, billable 15; the titles after that are not needed. */
const ORDER = new RegExp(`^\\d{5} ${CODE}\\s+([01]) `);
const LISTED = new RegExp(`^${CODE}(?:\\s|$)`);
const CHANGE = new RegExp(`^(Add|Delete|Revise from|Revise to): +([01]) ${CODE}`);
const COUNT = /^ *(\d+) (additions|deletions)$/;
/** The counts name the two order files that were compared. */
const YEAR = /order_(20\d\d)\.txt$/;
const SECTION = /^(Headers|Codes)$/;

/** `I2510` as `I25.10`. */
const dotted = (code: string): string => (code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code);

/** Every proper beginning of a billable code, of three characters or more, that is none itself. */
const headingsOf = (billable: readonly string[]): readonly string[] => {
  const codes = new Set(billable);
  const above = billable.flatMap((code) =>
    Array.from({ length: Math.max(code.length - 3, 0) }, (_, index) => code.slice(0, index + 3)),
  );
  return [...new Set(above)].filter((code) => !codes.has(code));
};

/** The file ends with its own counts: one that was cut short has others, or none. */
const countProblems = (changes: readonly CodeChange[], lines: readonly string[], name: string): readonly string[] => {
  const found = { Headers: {}, Codes: {} } as Record<string, Record<string, number>>;
  let section = '';
  for (const line of lines) {
    section = SECTION.exec(line)?.[1] ?? section;
    const [, count, what] = COUNT.exec(line) ?? [];
    if (count && what && section) found[section] = { ...found[section], [what]: Number(count) };
  }
  return (['Headers', 'Codes'] as const).flatMap((part) =>
    (['additions', 'deletions'] as const).flatMap((what) => {
      const action = what === 'additions' ? 'add' : 'delete';
      const held = changes.filter((one) => one.action === action && one.billable === (part === 'Codes')).length;
      const told = found[part]?.[what];
      if (told === held) return [];
      return told === undefined
        ? [`${name} does not end with its count of ${part.toLowerCase()} ${what}: is it whole?`]
        : [`${name} has ${held} ${what} of ${part.toLowerCase()}, and counts ${told}: is it whole?`];
    }),
  );
};

const readChanges = (lines: readonly string[], name: string): DiagnosisFile => {
  const changes = lines.flatMap((line): readonly CodeChange[] => {
    const [, word, flag, code] = CHANGE.exec(line) ?? [];
    if (!word || !code || word.startsWith('Revise')) return [];
    return [{ action: word === 'Add' ? 'add' : 'delete', billable: flag === '1', code: dotted(code) }];
  });
  const problems = countProblems(changes, lines, name);
  if (problems.length) throw new UnusableFile(problems);
  const [year] = lines
    .flatMap((line) => YEAR.exec(line)?.[1] ?? [])
    .toSorted()
    .reverse();
  return { form: 'addenda', changes, ...(year ? { year: Number(year) } : {}) };
};

/** An ICD-10-CM order file, list of codes, or order addenda, by the form of its lines. */
export const readDiagnosisFile = async (path: string): Promise<DiagnosisFile> => {
  const name = basename(path);
  const lines: string[] = [];
  for await (const line of readLines(path)) if (line.trim()) lines.push(line);
  const parts = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line) ?? []);
  if (lines.some((line) => CHANGE.test(line))) return readChanges(lines, name);
  const ordered = lines.flatMap((line) => {
    const [, code = '', flag] = ORDER.exec(line) ?? [];
    return code ? [{ code: dotted(code), billable: flag === '1' }] : [];
  });
  const of = (billable: boolean) => ordered.filter((one) => one.billable === billable).map(({ code }) => code);
  if (ordered.length) return { form: 'order', billable: of(true), headings: of(false) };
  const other = lines.findIndex((line) => !LISTED.test(line));
  if (other >= 0 || lines.length === 0)
    throw new UnusableFile([
      `${name} is not an ICD-10-CM order file, list of codes or order addenda${other > 0 ? `: see line ${other + 1}` : ''}.`,
    ]);
  const plain = parts(LISTED).filter((_, index) => index % 2 === 1);
  return { form: 'codes', billable: plain.map(dotted), headings: headingsOf(plain).map(dotted) };
};
