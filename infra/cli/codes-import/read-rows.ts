import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import { UnusableFile } from './import.ts';

/** One row of a delimited file: its cells, trimmed, and the line it began on. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Cells of one row; `undefined` while a quoted cell is still open. */
const splitRow = (text: string, delimiter: string): readonly string[] | undefined => {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (char === '"') {
      if (quoted && text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = !quoted;
    } else if (char === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += char === '\n' ? ' ' : char;
  }
  return quoted ? undefined : [...cells, cell.trim()];
};

export async function* readLines(path: string): AsyncGenerator<string> {
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  let first = true;
  for await (const line of lines) {
    yield first ? line.replace(/^\uFEFF/, '') : line;
    first = false;
  }
}

/** Streams a comma- or tab-separated file; a line with a tab is tab-separated. Quoted cells may contain line breaks. */
export async function* readRows(path: string): AsyncGenerator<Row> {
  let open = '';
  let began = 0;
  let line = 0;
  for await (const text of readLines(path)) {
    line += 1;
    if (open === '') began = line;
    const whole = open === '' ? text : `${open}\n${text}`;
    const cells = splitRow(whole, whole.includes('\t') ? '\t' : ',');
    open = cells ? '' : whole;
    if (cells) yield { line: began, cells };
  }
  if (open !== '')
    throw new UnusableFile([`${basename(path)}: the quoted cell that begins on line ${began} never ends.`]);
}
