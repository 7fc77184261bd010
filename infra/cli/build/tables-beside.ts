import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { ROOT } from './entry-folders.ts';

const ROOT_FOLDER = fileURLToPath(ROOT);

/** Read when the importing module is loaded; the path works from every file of the bundle, since all are in one folder. */
const reader = (name: string): string =>
  `import { readFileSync } from 'node:fs'; export default JSON.parse(readFileSync(new URL('./tables/${name}', import.meta.url), 'utf8'));`;

/** Keeps our tables out of the code, as JSON files next to the bundle: `JSON.parse` is faster than the JS parser. */
export const tablesBeside = (folder: string): Plugin => ({
  name: 'tables-beside',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.json$/ }, async ({ path }) => {
      if (!/[/\\](?:shared|rules)[/\\]/.test(path)) return undefined;
      const name = relative(ROOT_FOLDER, path).replace(/[/\\]/g, '-');
      await mkdir(join(folder, 'tables'), { recursive: true });
      await writeFile(join(folder, 'tables', name), JSON.stringify(JSON.parse(await readFile(path, 'utf8'))));
      return { contents: reader(name), loader: 'js' };
    });
  },
});
