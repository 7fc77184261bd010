import { parse } from 'csv-parse/sync';

/** A record of a delimited file, or a line that holds none. */
export interface CsvRecord {
  /** 1-based line of the file on which it starts. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why its cells cannot be trusted. */
  readonly problem?: string;
}

/** Longest record read; a quote that is never closed is noticed here at the latest. */
export const MOST_RECORD_BYTES = 50_000;
const [CR, LF] = [13, 10];

/** Lines with stray quotes after which a file is given up: each costs a new start of the parser. */
export const MOST_STRAY_QUOTES = 1_000;

const STRAY_QUOTE = 'A quote is opened here and not closed in this row.';

const optionsFor = (delimiter: string) => ({
  delimiter,
  record_delimiter: ['\r\n', '\n', '\r'],
  trim: true,
  skip_empty_lines: true,
  relax_quotes: true,
  relax_column_count: true,
  max_record_size: MOST_RECORD_BYTES,
});

/** Spreadsheets write ="007" to keep a text a text. */
const plain = (cell: string): string =>
  cell
    .trim()
    .replace(/^="([^"]*)"$/, '$1')
    .trim();

const isBreak = (byte: number | undefined): boolean => byte === CR || byte === LF;

/** Past the end of the line at `from`, and past its line break. */
const nextLine = (source: Buffer, from: number): number => {
  let at = from;
  while (at < source.length && !isBreak(source[at])) at += 1;
  return at + (source[at] === CR && source[at + 1] === LF ? 2 : 1);
};

const skipBreaks = (source: Buffer, from: number): number => {
  let at = from;
  while (isBreak(source[at])) at += 1;
  return at;
};

/** Line numbers of growing positions, each part of the file counted once. */
const lineCounter = (source: Buffer) => {
  let [line, seen] = [1, 0];
  return (position: number): number => {
    for (; seen < position; seen++)
      if (source[seen] === LF || (source[seen] === CR && source[seen + 1] !== LF)) line += 1;
    return line;
  };
};

/**
 * A cell over several lines that holds as many delimiters as a whole row has, or goes on behind its closing quote: a
 * stray quote swallowed rows.
 */
const swallows = (cell: string, delimiter: string, cells: number): boolean =>
  /[\r\n]/.test(cell) && (cell.startsWith('"') || cell.split(delimiter).length >= Math.max(2, cells));

/**
 * Every record of a delimited file, `most` at the most. A line whose quote is not closed is a record with a problem, and
 * reading goes on with the next line, so that one stray quote neither spoils the rest nor moves cells of one row into
 * another. Any other quote inside a cell (5'10", Clinic "North") stands for itself. @throws when too many lines are such.
 */
export const readRecords = (text: string, delimiter: string, most: number): readonly CsvRecord[] => {
  const source = Buffer.from(text);
  const lineAt = lineCounter(source);
  const records: CsvRecord[] = [];
  let columns = 0;
  let stray = 0;
  for (let at = 0; at < source.length && records.length < most; ) {
    const begin = at;
    let done = begin;
    let full = false;
    const onRecord = (cells: readonly string[], { bytes }: { readonly bytes: number }): null => {
      const trimmed = cells.map(plain);
      if (trimmed.some((cell) => swallows(cell, delimiter, columns || cells.length))) throw new Error(STRAY_QUOTE);
      const from = skipBreaks(source, done);
      done = begin + bytes;
      columns ||= trimmed.length;
      if (trimmed.some((cell) => cell !== '')) records.push({ line: lineAt(from), cells: trimmed });
      full = records.length >= most;
      if (full) throw new Error('Enough.');
      return null;
    };
    try {
      parse(source.subarray(begin), { ...optionsFor(delimiter), on_record: onRecord });
      return records;
    } catch {
      if (full) return records;
      if (++stray > MOST_STRAY_QUOTES) throw new Error('Too many quotes are not closed.');
      const from = skipBreaks(source, done);
      at = nextLine(source, from);
      records.push({ line: lineAt(from), cells: [], problem: STRAY_QUOTE });
    }
  }
  return records;
};
