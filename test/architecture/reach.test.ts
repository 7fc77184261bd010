import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { readTree } from './rules/tree.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const sources = readTree()
  .map(({ path }) => path)
  .filter((path) => path.endsWith('.ts'));

/** Packages a bundler would include for these files at run time, directly or through other files. */
const packagesReached = async (folder: string): Promise<readonly string[]> => {
  const files = sources.filter((path) => path.startsWith(`${folder}/`));
  const { metafile } = await build({
    absWorkingDir: ROOT,
    stdin: {
      contents: files.map((path) => `export * as f${files.indexOf(path)} from './${path}';`).join('\n'),
      resolveDir: ROOT,
    },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  });
  const found = Object.keys(metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? '');
  return [...new Set(found)].filter(Boolean).sort();
};

describe('what a room loads at run time', () => {
  /** Rooms that do not exist yet are left out. */
  const ROOMS = [
    ['shared/core', []],
    ['shared/app', []],
    ['shared/fhir', []],
    ['shared/cds-hooks', []],
    ['shared/http', []],
    ['shared/x12', []],
    ['shared/codes', ['zod']],
    ['shared/rule-files', ['zod']],
  ] satisfies readonly [string, readonly string[]][];
  const rooms = ROOMS.filter(([folder]) => sources.some((path) => path.startsWith(`${folder}/`)));

  test.each(rooms)('%s: %j', async (folder, allowed) => {
    const reached = await packagesReached(folder);
    expect(reached.filter((name) => !allowed.some((one) => one === name))).toEqual([]);
  });

  test('the adapters reach the SDK, so a breach would be seen', async () => {
    expect(await packagesReached('shared/adapters')).toContain('@aws-sdk/client-dynamodb');
  });
});
