import { existsSync, readdirSync } from 'node:fs';

export const ROOT = new URL('../../../', import.meta.url);
const FUNCTIONS = new URL('functions/', ROOT);

/** Folders of `functions/` that can be deployed: each has an `index.ts` that combines its handlers. */
export const entryFolders = (): readonly string[] =>
  readdirSync(FUNCTIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(new URL(`${entry.name}/index.ts`, FUNCTIONS)))
    .map(({ name }) => name)
    .sort();
