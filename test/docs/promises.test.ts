import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readText } from './pages.ts';
import { unitsOf } from './promise-units.ts';
import { PROMISES } from './promises.ts';

const root = new URL('../../', import.meta.url);
/** Run by themselves, or imported by one that is. */
const isRun = (file: string): boolean => /\.test\.ts$|^test\/infra\/suites\/|^test\/access\/signed\.ts$/.test(file);

describe.each(Object.entries(PROMISES))('%s', (page, { promises, notPromises, rows: proved = [] }) => {
  const beginnings = [...promises.map(({ says }) => says), ...notPromises];
  /** Rows of the threat model name their tests themselves. */
  const rows = new Map(
    readText(page)
      .split('\n')
      .filter((line) => line.startsWith('| ') && /\]\(\.\.\/test\//.test(line.split('|').at(-2) ?? ''))
      .map((line) => [line.split('|')[1]?.trim() ?? '', line.split('|').at(-2) ?? ''] as const),
  );
  const namesItsTests = (text: string): boolean => [...rows.keys()].some((row) => text.startsWith(`| ${row} |`));

  test('every statement is a promise with its tests, or said to be none', () => {
    const open = unitsOf(page).filter(({ text }) => {
      const claims = beginnings.filter((says) => text.startsWith(says)).length;
      return claims + (namesItsTests(text) ? 1 : 0) !== 1;
    });
    expect(open.map(({ text }) => text)).toEqual([]);
  });

  test('no list names a statement that is not there', () => {
    const texts = unitsOf(page).map(({ text }) => text);
    expect(beginnings.filter((says) => texts.filter((text) => text.startsWith(says)).length !== 1)).toEqual([]);
  });

  test('every test that is named is there, and runs', () => {
    const named = [...promises, ...proved].flatMap(({ shownBy }) => Object.entries(shownBy));
    const absent = named.flatMap(([file, titles]) => {
      if (!existsSync(new URL(file, root)) || !isRun(file)) return [file];
      const text = readText(file);
      return titles.filter((title) => title.length < 4 || !text.includes(title)).map((title) => `${file}: ${title}`);
    });
    expect(absent).toEqual([]);
    expect(promises.filter(({ shownBy }) => Object.values(shownBy).flat().length === 0)).toEqual([]);
  });

  test('every change that breaks a promise can be made', () => {
    const changes = [...promises, ...proved.map(({ row, ...one }) => ({ says: row, ...one }))];
    const impossible = changes.flatMap(({ says, broken }) =>
      broken && (readText(broken.file).split(broken.from).length !== 2 || broken.from === broken.to) ? [says] : [],
    );
    expect(impossible).toEqual([]);
  });

  test('a row that is proved is there, and so is each test in it', () => {
    const strange = proved.flatMap(({ row, shownBy }) =>
      Object.keys(shownBy)
        .filter((file) => !rows.get(row)?.includes(`](../${file})`))
        .map((file) => `${row}: ${file}`),
    );
    expect(strange).toEqual([]);
    expect(new Set(proved.map(({ row }) => row)).size).toBe(proved.length);
  });
});
