import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import * as zod from 'zod/mini';
import { loadCodebook } from '../../../shared/codes/codebook.ts';
import { tablesRead } from '../../../shared/codes/read-table.ts';
import { ROOT } from './entry-folders.ts';

const ROOT_FOLDER = fileURLToPath(ROOT);

/** Read when the importing module is loaded; the path works from every file of the bundle, since all are in one folder. */
const reader = (name: string): string =>
  `import { readFileSync } from 'node:fs'; export default JSON.parse(readFileSync(new URL('./tables/${name}', import.meta.url), 'utf8'));`;

/** In the place of zod where nothing is left to be checked: a schema costs its making at every start, read or not. */
const NO_SCHEMAS = `const none = { check: () => none }, made = () => none;
export { ${Object.keys(zod)
  .filter((name) => name !== 'default')
  .map((name) => `made as ${name}`)
  .join(', ')} };`;

/** What the functions need not do again at every start. @throws where a table breaks its own rules */
const checkTables = () => {
  const { version } = loadCodebook();
  return {
    version,
    asRead: new Map(tablesRead().map(([json, table]) => [JSON.stringify(json), JSON.stringify(table)])),
  };
};
let checked: ReturnType<typeof checkTables> | undefined;

/**
 * Keeps our tables out of the code, as JSON files next to the bundle: `JSON.parse` is faster than the JS parser. They are
 * checked here and shipped as they were read, so that nothing of it is left to the start of a function.
 */
export const tablesBeside = (folder: string): Plugin => ({
  name: 'tables-beside',
  setup: ({ onLoad, onResolve }) => {
    checked ??= checkTables();
    const { version, asRead } = checked;
    onLoad({ filter: /\.json$/ }, async ({ path }) => {
      if (!/[/\\](?:shared|rules)[/\\]/.test(path)) return undefined;
      const name = relative(ROOT_FOLDER, path).replace(/[/\\]/g, '-');
      const text = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
      await mkdir(join(folder, 'tables'), { recursive: true });
      await writeFile(join(folder, 'tables', name), asRead.get(text) ?? text);
      return { contents: reader(name), loader: 'js' };
    });
    // The channel map's schemas read what a tenant says as well.
    onResolve({ filter: /^zod\/mini$/ }, ({ importer }) =>
      /[/\\]shared[/\\]codes[/\\](?!channel-)[\w-]+-table\.ts$/.test(importer)
        ? { path: 'none', namespace: 'no-schemas' }
        : undefined,
    );
    onLoad({ filter: /^none$/, namespace: 'no-schemas' }, () => ({ contents: NO_SCHEMAS, loader: 'js' }));
    onLoad({ filter: /[/\\]shared[/\\]codes[/\\]checked\.ts$/ }, () => ({
      contents: `export const CHECKED = ${JSON.stringify({ version })};`,
      loader: 'js',
    }));
  },
});
