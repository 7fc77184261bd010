const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Lines of a title that may stand above the header. */
const ABOVE = 10;

const cellsOf = (line: string, delimiter: string): readonly string[] =>
  line.split(delimiter).map((cell) => cell.trim().replace(/^"|"$/g, '').trim());

/**
 * The columns of a list, for the preview only: the service reads the file itself. The header is the line with the most
 * cells among the first ones.
 */
export const readColumns = (csv: string): readonly string[] => {
  const lines = csv
    .slice(0, 20_000)
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .slice(0, ABOVE + 1);
  const read = lines.flatMap((line) => DELIMITERS.map((delimiter) => cellsOf(line, delimiter)));
  const widest = read.reduce<readonly string[]>((best, cells) => (cells.length > best.length ? cells : best), []);
  return widest.filter(Boolean);
};
