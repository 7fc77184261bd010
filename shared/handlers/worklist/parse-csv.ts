export interface CsvRow {
  /** 1-based line of the file on which the row starts. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Rows of a comma-separated file (RFC 4180): quoted cells may contain commas, line breaks and doubled quotes. Empty
 * lines are skipped. Throws with the line number if a quote is not closed.
 */
export const parseCsv = (text: string): readonly CsvRow[] => {
  const rows: CsvRow[] = [];
  let line = 1;
  let begins = 1;
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = (): void => {
    cells.push(cell.trim());
    if (cells.some((one) => one !== '')) rows.push({ line: begins, cells });
    cells = [];
    cell = '';
  };
  const source = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  for (let at = 0; at < source.length; at++) {
    const sign = source[at];
    if (sign === '\n') line += 1;
    if (quoted && sign === '"' && source[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (sign === '"' && (quoted || cell.trim() === '')) quoted = !quoted;
    else if (quoted) cell += sign;
    else if (sign === ',') {
      cells.push(cell.trim());
      cell = '';
    } else if (sign === '\n') {
      endRow();
      begins = line;
    } else cell += sign;
  }
  if (quoted) throw new Error(`Line ${begins}: a quote is not closed.`);
  endRow();
  return rows;
};
