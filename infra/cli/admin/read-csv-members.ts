import type { Member } from '../../../shared/app/ports/authorization-store.ts';
import { openTable } from '../../../shared/handlers/csv/open-table.ts';
import type { CsvRecord } from '../../../shared/handlers/csv/read-records.ts';

/** The result of reading a file: its members, or all its problems, one line each. */
export interface Roster {
  readonly members: readonly Member[];
  readonly problems: readonly string[];
}

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

interface Column {
  readonly needed?: true;
  readonly fits: (text: string) => boolean;
  readonly says: string;
}
const date: Column = { fits: isDate, says: 'is no date (YYYY-MM-DD)' };
const anything: Column = { fits: () => true, says: '' };

const columnsFor = (isPayer: (id: string) => boolean): Readonly<Record<keyof Member, Column>> => ({
  payer: { needed: true, fits: isPayer, says: 'is no payer of rules/payers.json' },
  memberId: { needed: true, ...anything },
  start: date,
  end: date,
  birthDate: date,
  planProduct: anything,
  delegated: { fits: (text) => /^(true|false)$/.test(text), says: 'is neither true nor false' },
  funding: {
    fits: (text) => /^(fully-insured|self-funded)$/.test(text),
    says: 'is neither fully-insured nor self-funded',
  },
  status: { fits: (text) => /^(active|terminated)$/.test(text), says: 'is neither active nor terminated' },
});

/** Problems never contain values: they are patient data. */
const problemsOf = (row: Readonly<Record<string, string>>, columns: Readonly<Record<string, Column>>): string[] => {
  const wrong = Object.entries(columns).flatMap(([name, { needed, fits, says }]) => {
    const text = row[name];
    if (!text) return needed ? [`${name} is missing`] : [];
    return fits(text) ? [] : [`${name} ${says}`];
  });
  const reversed = row.start && row.end && row.end < row.start ? ['end is before start'] : [];
  return [...wrong, ...reversed];
};

const memberOf = ({ delegated, ...row }: Readonly<Record<string, string>>): Member => ({
  payer: '',
  memberId: '',
  status: 'active',
  ...Object.fromEntries(Object.entries(row).filter(([, text]) => text !== '')),
  ...(delegated ? { delegated: delegated === 'true' } : {}),
});

/** A roster from a comma-separated file whose first line names its columns, in any order. */
export const readCsvMembers = (text: string, isPayer: (id: string) => boolean): Roster => {
  const columns = columnsFor(isPayer);
  // Of the delimiters, the one that gives most known columns; a line with none is the header all the same.
  const table = openTable(text, (cells) => 1 + cells.filter((name) => Object.hasOwn(columns, name)).length);
  if (!table) return { members: [], problems: ['The file is empty.'] };
  const { rows } = table;
  const names = table.header.cells;
  const unknown = names.filter((name) => !Object.hasOwn(columns, name));
  const missing = Object.entries(columns).flatMap(([name, { needed }]) =>
    needed && !names.includes(name) ? [name] : [],
  );
  const known = Object.keys(columns).join(', ');
  const about = [...unknown.map((name) => `unknown column ${name}`), ...missing.map((name) => `no column ${name}`)];
  if (about.length) return { members: [], problems: [`Line 1: ${about.join('; ')}. Columns are ${known}.`] };
  const named = ({ cells }: CsvRecord) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  const problems = rows.flatMap((row) => {
    if (row.problem) return [`Line ${row.line}: ${row.problem}`];
    const crooked = row.cells.length > names.length ? ['more cells than columns'] : [];
    return [...crooked, ...problemsOf(named(row), columns)].map((says) => `Line ${row.line}: ${says}.`);
  });
  return { members: problems.length ? [] : rows.map((row) => memberOf(named(row))), problems };
};
