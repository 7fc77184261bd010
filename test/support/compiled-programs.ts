import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { onceARun } from './once-a-run.ts';
import { ROOT_FOLDER } from './root-folder.ts';

/**
 * The service and the commands as one plain file each, for the many processes that tests start: to find and compile the sources takes
 * `tsx` longer than most of them run.
 */
const ENTRIES = { start: 'infra/local/start.ts', stresspass: 'test/support/run-main.ts' };
/** They look for files of their own, or must be there once. */
const AS_INSTALLED = ['esbuild', 'dynalite', '*-level', 'level', 'typescript', 'aws-cdk-lib'];
const REQUIRE = "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);";

/** A source finds what lies beside it, wherever its compiled text is. */
const asIfAtHome: Plugin = {
  name: 'as-if-at-home',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { loader: 'ts', contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)) };
    }),
};

const compile = (outdir: string) =>
  build({
    absWorkingDir: ROOT_FOLDER,
    entryPoints: ENTRIES,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    mainFields: ['module', 'main'],
    external: AS_INSTALLED,
    banner: { js: REQUIRE },
    plugins: [asIfAtHome],
    logLevel: 'error',
  });

/** @returns the file to run instead of the sources; `undefined` outside of a run of the tests */
export const compiledProgram = async (name: keyof typeof ENTRIES): Promise<string | undefined> => {
  const folder = await onceARun('programs', compile);
  return folder && join(folder, `${name}.mjs`);
};
