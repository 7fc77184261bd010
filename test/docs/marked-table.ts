/**
 * A table of a page that is made from the code. What only a person can say stands in columns of its own: those are read
 * from the page and kept, row by row.
 */
export interface MadeTable {
  /** Path of the page from the root. */
  readonly page: string;
  readonly name: string;
  readonly head: readonly string[];
  /** Headings of the columns a person writes; never the first one. */
  readonly words?: readonly string[];
  /** Cells of all other columns in the order of the headings; the first one names the row. */
  readonly rows: readonly (readonly string[])[];
}

const begin = (name: string) => `<!-- ${name}: made by npm run docs:tables -->`;
const end = (name: string) => `<!-- end of ${name} -->`;

const cellsOf = (line: string): readonly string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |');

const blockOf = (text: string, name: string): readonly [from: number, to: number] => {
  const from = text.indexOf(begin(name));
  const to = text.indexOf(end(name));
  if (from < 0 || to < from) throw new Error(`No marks around ${name}: ${begin(name)} … ${end(name)}`);
  return [from + begin(name).length, to];
};

/** What a person wrote, by row and heading. */
const wordsOf = (text: string, { name, words = [] }: MadeTable): ReadonlyMap<string, readonly string[]> => {
  const [head = '', , ...lines] = text
    .slice(...blockOf(text, name))
    .trim()
    .split('\n');
  const at = words.map((heading) => cellsOf(head).indexOf(heading));
  return new Map(lines.map(cellsOf).map((cells) => [cells[0] ?? '', at.map((index) => cells[index] ?? '')] as const));
};

const rowOf = (table: MadeTable, made: readonly string[], written: readonly string[]): string => {
  const [ours, theirs] = [[...made], [...written]];
  return lineOf(table.head.map((heading) => (table.words?.includes(heading) ? theirs : ours).shift() ?? ''));
};

/** The page with the table as the code has it now. */
export const withTable = (text: string, table: MadeTable): string => {
  const [from, to] = blockOf(text, table.name);
  const written = wordsOf(text, table);
  const lines = table.rows.map((made) => rowOf(table, made, written.get(made[0] ?? '') ?? []));
  const block = [lineOf(table.head), `|${table.head.map(() => '---|').join('')}`, ...lines].join('\n');
  return `${text.slice(0, from)}\n\n${block}\n\n${text.slice(to)}`;
};

/** Rows somebody still has to write about. */
export const wordless = (text: string, table: MadeTable): readonly string[] => {
  const written = wordsOf(text, table);
  return table.rows
    .map(([name = '']) => name)
    .filter((name) => table.words?.length && !written.get(name)?.every((cell) => cell !== ''));
};

/** A word of the code, as a cell shows it. */
export const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;
export const codes = (texts: readonly string[]): string => texts.map(code).join(' ');
