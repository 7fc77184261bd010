import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * `docs/` at the top of the project when run from source, beside the bundle when built. A build copies its pages there
 * (`infra/cli/build/copy-pages.ts`).
 */
const pagesFolder = (): URL => {
  const besideBundle = new URL('./docs/', import.meta.url);
  return existsSync(besideBundle) ? besideBundle : new URL('../../../docs/', import.meta.url);
};

/** Pages by name: the names that are there, so that no name of a caller is ever part of a path. */
export const pageNames = (): readonly string[] =>
  readdirSync(pagesFolder())
    .filter((name) => name.endsWith('.md'))
    .sort();

/** @param name one of `pageNames` */
export const readPageText = (name: string): string => readFileSync(new URL(name, pagesFolder()), 'utf8');
