import { type CsvRecord, readRecords } from './read-records.ts';

/** A delimited file whose columns are named by one of its first lines. */
export interface CsvTable {
  readonly header: CsvRecord;
  /** What stands under the header. */
  readonly rows: readonly CsvRecord[];
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** A report may have its title and date above the header. */
const MOST_ABOVE = 10;
/** Excel names the delimiter in a line of its own. */
const NAMED = /^sep=([^\w\s"]|\t)[ \t,;|]*(?:\r\n|\n|\r|$)/i;

interface Found {
  readonly delimiter: string;
  readonly index: number;
  readonly score: number;
}

/**
 * The table of a delimited text: comma, semicolon, tab or bar, whichever gives the best header. `scoreOf` says how many
 * columns of a line it knows; 0 is no header. Reads `most` rows at the most. `undefined` when no line is a header.
 */
export const openTable = (
  text: string,
  scoreOf: (cells: readonly string[]) => number,
  most = Number.POSITIVE_INFINITY,
): CsvTable | undefined => {
  const named = NAMED.exec(text);
  const source = named ? text.slice(named[0].length) : text;
  const candidates = named?.[1] ? [named[1]] : DELIMITERS;
  const [best] = candidates
    .flatMap((delimiter): readonly Found[] =>
      readRecords(source, delimiter, MOST_ABOVE).map(({ cells }, index) => ({
        delimiter,
        index,
        score: scoreOf(cells),
      })),
    )
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index);
  if (!best) return undefined;
  const [header, ...rows] = readRecords(source, best.delimiter, best.index + 1 + most).slice(best.index);
  return header && { header, rows };
};
