import { readText } from './pages.ts';

/** Statements of a page: sentences of its paragraphs and lists, rows of its tables; not what is made from the code, nor samples. */
export interface Unit {
  readonly page: string;
  readonly text: string;
}

const MADE = /<!-- [^>]*made by npm run docs:tables -->[\s\S]*?<!-- end of [^>]* -->/g;
const SAMPLES = /```[\s\S]*?```/g;
/** A full stop ends a sentence where a capital, a mark of emphasis or code follows. */
const SENTENCE_END = /(?<=[.!?:]\**\)?)\s+(?=[A-Z*`[])/;

const plain = (text: string): string =>
  text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();

const isRule = (line: string): boolean => /^\|[\s:|-]+\|$/.test(line);

/** Rows but the headings, which stand before the rule. */
const rowsOf = (block: string): readonly string[] => {
  const lines = block.split('\n');
  return lines.filter((line, at) => !isRule(line) && !isRule(lines[at + 1] ?? ''));
};

const statementsIn = (block: string): readonly string[] => {
  if (block.startsWith('#')) return [];
  if (block.startsWith('|')) return rowsOf(block).map(plain);
  const items = block.split(/\n(?=(?:-|\d+\.) )/);
  return items.flatMap((item) => plain(item.replace(/^(?:-|\d+\.) /, '')).split(SENTENCE_END));
};

export const unitsOf = (page: string): readonly Unit[] =>
  readText(page)
    .replace(MADE, '')
    .replace(SAMPLES, '')
    .split(/\n\s*\n/)
    .flatMap((block) => statementsIn(block.trim()))
    .filter((text) => text !== '')
    .map((text) => ({ page, text }));
