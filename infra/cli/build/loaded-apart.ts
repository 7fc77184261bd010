import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { bundleSettings } from './bundle-settings.ts';

/**
 * Bundled by itself with all it needs. Split from a common bundle, the S3 client leaves its share of the SDK's packages,
 * XML and streams among it, in the files that every start loads, since esbuild splits by file.
 */
const MODULES: Readonly<Record<string, string>> = {
  'bucket-documents': 'shared/adapters/documents/bucket-documents.ts',
  'bucket-manifests': 'shared/adapters/manifests/bucket-manifests.ts',
  'bucket-packs': 'shared/adapters/packs/bucket-packs.ts',
};
const NAME_OF_MODULE = /\/(bucket-documents|bucket-manifests|bucket-packs)\.ts$/;
const fileOf = (name: string): string => `${name}.mjs`;

/** Leaves a dynamic import of one to the file that `writeApart` writes beside. */
export const loadedApart: Plugin = {
  name: 'loaded-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: NAME_OF_MODULE }, ({ kind, path }) =>
      kind === 'dynamic-import'
        ? { path: `./${fileOf(NAME_OF_MODULE.exec(path)?.[1] ?? '')}`, external: true }
        : undefined,
    );
  },
};

/** Made once for all functions. */
export const bundleApart = () =>
  build({
    ...bundleSettings,
    write: false,
    entryPoints: MODULES,
    outExtension: { '.js': '.mjs' },
    outdir: 'apart',
  });

/** Beside a bundle that loads it; what was written. */
export const writeApart = async (
  folder: string,
  outputs: Metafile['outputs'],
  made: ReturnType<typeof bundleApart>,
): Promise<Metafile['outputs']> => {
  const loaded = Object.keys(MODULES).filter((name) =>
    Object.values(outputs).some(({ imports }) => imports.some(({ path }) => path === `./${fileOf(name)}`)),
  );
  if (loaded.length === 0) return {};
  const { outputFiles, metafile } = await made;
  const isOfLoaded = (path: string): boolean => loaded.some((name) => basename(path).startsWith(name));
  for (const { path, contents } of outputFiles)
    if (isOfLoaded(path)) await writeFile(join(folder, basename(path)), contents);
  return Object.fromEntries(Object.entries(metafile.outputs).filter(([path]) => isOfLoaded(path)));
};
