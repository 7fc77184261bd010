import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { bundleSettings } from './bundle-settings.ts';

/**
 * Bundled by itself with all it needs. Split from a common bundle, the S3 client leaves its share of the SDK's packages,
 * XML and streams among it, in the files that every start loads, since esbuild splits by file.
 */
const MODULE = 'shared/adapters/manifests/bucket-manifests.ts';
const FILE = 'bucket-manifests.mjs';

/** Leaves a dynamic import of it to the file that `writeApart` writes beside. */
export const loadedApart: Plugin = {
  name: 'loaded-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/bucket-manifests\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: `./${FILE}`, external: true } : undefined,
    );
  },
};

/** Made once for all functions. */
export const bundleApart = () =>
  build({
    ...bundleSettings,
    write: false,
    entryPoints: { 'bucket-manifests': MODULE },
    outExtension: { '.js': '.mjs' },
    outdir: 'apart',
  });

/** Beside a bundle that loads it; what was written. */
export const writeApart = async (
  folder: string,
  outputs: Metafile['outputs'],
  made: ReturnType<typeof bundleApart>,
): Promise<Metafile['outputs']> => {
  const isLoaded = Object.values(outputs).some(({ imports }) => imports.some(({ path }) => path === `./${FILE}`));
  if (!isLoaded) return {};
  const { outputFiles, metafile } = await made;
  for (const { path, contents } of outputFiles) await writeFile(join(folder, basename(path)), contents);
  return metafile.outputs;
};
