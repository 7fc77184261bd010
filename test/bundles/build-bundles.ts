import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Bundle, bundleFunctions } from '../../infra/cli/build/bundle-functions.ts';
import { bundleSettings } from '../../infra/cli/build/bundle-settings.ts';

export interface BuiltBundles {
  readonly bundles: readonly Bundle[];
  /** Path of the runtime client as JavaScript. */
  readonly runtimeClient: string;
  folderOf(name: string): string;
  remove(): void;
}

/** What `npm run build` makes, in a folder of its own. */
export const buildBundles = async (): Promise<BuiltBundles> => {
  const folder = mkdtempSync(join(tmpdir(), 'stresspass-bundles-'));
  const bundles = await bundleFunctions(join(folder, 'dist'));
  const runtimeClient = join(folder, 'runtime-client.mjs');
  await build({ ...bundleSettings, entryPoints: ['test/bundles/runtime-client.ts'], outfile: runtimeClient });
  return {
    bundles,
    runtimeClient,
    folderOf: (name) => join(folder, 'dist', name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
