import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { bundleSettings } from '../../infra/cli/build/bundle-settings.ts';

/** Inside the project, so that packages are found. */
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/stresspass-bench/', import.meta.url));

/** What a module reads from beside it lies where it always did. */
const inPlace: Plugin = {
  name: 'in-place',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: `const ownUrl = ${url};${await readFile(path, 'utf8')}`, loader: 'ts' };
    });
  },
};

/**
 * A script of this folder built with the settings of the functions, packages left outside: the code that is measured
 * is the code that is deployed, not what a development loader makes of it. Returns its path.
 */
export const built = async (script: string): Promise<string> => {
  const outdir = join(FOLDER, script);
  const { banner: _banner, alias: _alias, ...settings } = bundleSettings;
  await build({
    ...settings,
    packages: 'external',
    splitting: true,
    plugins: [inPlace],
    define: { 'import.meta.url': 'ownUrl' },
    entryPoints: [`test/bench/${script}.ts`],
    outExtension: { '.js': '.mjs' },
    outdir,
  });
  return join(outdir, `${basename(script)}.mjs`);
};
