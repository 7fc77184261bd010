import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundleSettings } from './bundle-settings.ts';
import { writeReleased } from './compile-diagrams.ts';
import { copyPages } from './copy-pages.ts';
import { copyRules } from './copy-rules.ts';
import { entryFolders } from './entry-folders.ts';
import { bundleApart, loadedApart, writeApart } from './loaded-apart.ts';
import { mergeStart } from './merge-start.ts';
import { tablesBeside } from './tables-beside.ts';
import { type Weight, weighBundle } from './weigh-bundle.ts';

export interface Bundle extends Weight {
  /** Folder of `functions/`, and of the output. */
  readonly name: string;
  /** Absolute path of the folder that is deployed. */
  readonly folder: string;
  /** Every file that went in. */
  readonly inputs: Metafile['inputs'];
}

/** A bundle that holds this file asks for the diagrams of the rules. */
const READS_DIAGRAMS = 'shared/core/explain/open-questions.ts';

/** `index.mjs` is loaded at cold start; dynamic imports are separate files. */
const bundleFunction = async (name: string, outDir: string, apart: ReturnType<typeof bundleApart>): Promise<Bundle> => {
  const folder = join(outDir, name);
  const { banner: _banner, ...settings } = bundleSettings;
  const split = await build({
    ...settings,
    write: false,
    sourcemap: 'inline',
    splitting: true,
    plugins: [tablesBeside(folder), loadedApart],
    entryPoints: [`functions/${name}/index.ts`],
    outExtension: { '.js': '.mjs' },
    outdir: folder,
  });
  const outputs = await mergeStart(split, folder);
  const { inputs } = split.metafile;
  const beside = await writeApart(folder, outputs, apart);
  copyRules(folder, Object.keys(inputs));
  if (READS_DIAGRAMS in inputs) writeReleased(folder);
  copyPages(folder, Object.keys(inputs));
  return { name, folder, inputs, ...weighBundle(folder, { ...outputs, ...beside }) };
};

/** Empties `outDir` and writes one deployable folder per folder of `functions/` into it. */
export const bundleFunctions = async (outDir: string): Promise<readonly Bundle[]> => {
  rmSync(outDir, { recursive: true, force: true });
  const apart = bundleApart();
  return Promise.all(entryFolders().map((name) => bundleFunction(name, outDir, apart)));
};
