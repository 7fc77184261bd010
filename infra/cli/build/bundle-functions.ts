import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundleSettings } from './bundle-settings.ts';
import { copyRules, RULES_READER } from './copy-rules.ts';
import { entryFolders } from './entry-folders.ts';

export interface Bundle {
  /** Folder of `functions/`, and of the output. */
  readonly name: string;
  /** Absolute path of the folder that is deployed. */
  readonly folder: string;
  /** Bytes of minified code, the code tables inside it not counted. */
  readonly codeBytes: number;
  /** Bytes of data: tables inside the bundle and rule files beside it. */
  readonly dataBytes: number;
  readonly inputs: Metafile['inputs'];
}

const bytesOfTables = (inputs: Metafile['outputs'][string]['inputs']): number =>
  Object.entries(inputs).reduce(
    (total, [path, { bytesInOutput }]) => total + (path.endsWith('.json') ? bytesInOutput : 0),
    0,
  );

const bundleFunction = async (name: string, outDir: string): Promise<Bundle> => {
  const folder = join(outDir, name);
  const { metafile } = await build({
    ...bundleSettings,
    entryPoints: [`functions/${name}/index.ts`],
    outfile: join(folder, 'index.mjs'),
  });
  const output = Object.entries(metafile.outputs).find(([path]) => path.endsWith('index.mjs'))?.[1];
  if (!output) throw new Error(`functions/${name} gave no bundle.`);
  const tables = bytesOfTables(output.inputs);
  const rules = RULES_READER in metafile.inputs ? copyRules(folder) : 0;
  return { name, folder, codeBytes: output.bytes - tables, dataBytes: tables + rules, inputs: metafile.inputs };
};

/** Empties `outDir` and writes one deployable folder per folder of `functions/` into it. */
export const bundleFunctions = async (outDir: string): Promise<readonly Bundle[]> => {
  rmSync(outDir, { recursive: true, force: true });
  return Promise.all(entryFolders().map((name) => bundleFunction(name, outDir)));
};
