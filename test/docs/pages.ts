import { readdirSync, readFileSync } from 'node:fs';
import { type MadeTable, withTable, wordless } from './marked-table.ts';

const ROOT = new URL('../../', import.meta.url);

export const readText = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** The page with this table made anew beside the page as it is, and the rows without words: equal and empty when current. */
export const stateOf = (table: MadeTable) => {
  const page = readText(table.page);
  return { page, made: withTable(page, table), wordless: wordless(page, table) };
};

/** Every source file under some folders. */
export const sourceFiles = (...folders: readonly string[]) =>
  folders.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .sort()
      .map((name) => ({ path: `${folder}/${name}`, text: readText(`${folder}/${name}`) })),
  );

export const sourceOf = (...folders: readonly string[]): string =>
  sourceFiles(...folders)
    .map(({ text }) => text)
    .join('\n');
