import { expect, test } from 'vitest';
import { type MadeTable, withTable, wordless } from './marked-table.ts';

const table = (...rows: readonly (readonly string[])[]): MadeTable => ({
  page: 'docs/deploy.md',
  name: 'queues',
  head: ['Queue', 'Holds', 'Kept'],
  words: ['Holds'],
  rows,
});
const page = (...lines: readonly string[]) =>
  [
    'Before.',
    '<!-- queues: made by npm run docs:tables -->',
    '',
    '| Queue | Holds | Kept |',
    '|---|---|---|',
    ...lines,
    '',
    '<!-- end of queues -->',
    'After.',
  ].join('\n');
const WRITTEN = page('| `a` | ids, `x\\|y` | 14 days |');

test('a page that says what the code has stays as it is', () => {
  expect(withTable(WRITTEN, table(['`a`', '14 days']))).toBe(WRITTEN);
  expect(wordless(WRITTEN, table(['`a`', '14 days']))).toEqual([]);
});

test('a cell of the code is made anew, and the words of the row are kept', () => {
  expect(withTable(WRITTEN, table(['`a`', '4 days']))).toBe(page('| `a` | ids, `x\\|y` | 4 days |'));
});

test('a new row waits for words, a row that is gone goes', () => {
  const made = withTable(WRITTEN, table(['`b`', '1 day']));
  expect(made).toBe(page('| `b` | | 1 day |'));
  expect(wordless(made, table(['`b`', '1 day']))).toEqual(['`b`']);
  expect(wordless(WRITTEN, table(['`a`', '14 days'], ['`b`', '1 day']))).toEqual(['`b`']);
});

test('a page without the marks is refused', () => {
  expect(() => withTable('No table.', table())).toThrow('queues');
});
