import { basename, join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { bundleSettings } from './bundle-settings.ts';

/**
 * Modules bundled by themselves with all they need. Split from a common bundle, the S3 client leaves its share of the
 * SDK's packages, XML and streams among it, in the files that every start loads, since esbuild splits by file.
 */
const APART = ['shared/adapters/manifests/bucket-manifests.ts'];
const FILTER = /\/bucket-manifests\.ts$/;

/** Leaves dynamic imports of them to the files that `bundleApart` writes beside. */
export const loadedApart: Plugin = {
  name: 'loaded-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: FILTER }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${basename(path, '.ts')}.mjs`, external: true } : undefined,
    );
  },
};

/** Writes those that a bundle of these files loads. */
export const bundleApart = async (folder: string, outputs: Metafile['outputs']): Promise<Metafile['outputs']> => {
  const imported = new Set(Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path)));
  const entryPoints = APART.filter((path) => imported.has(`./${basename(path, '.ts')}.mjs`));
  if (entryPoints.length === 0) return {};
  const { metafile } = await build({
    ...bundleSettings,
    entryPoints,
    outExtension: { '.js': '.mjs' },
    outdir: join(folder),
  });
  return metafile.outputs;
};
