import { describe, expect, test } from 'vitest';
import { stateOf } from '../../docs/pages.ts';
import { stackTables } from '../../docs/stack-tables.ts';

describe('tables made from the template', () => {
  test.each(stackTables())('$page, $name: matches the template, every row with a description', (table) => {
    expect(table.rows.length).toBeGreaterThan(1);
    const { page, made, wordless } = stateOf(table);
    expect(page === made ? [] : made, 'run npm run docs:tables').toEqual([]);
    expect(wordless).toEqual([]);
  });
});
