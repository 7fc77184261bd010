import { existsSync, readFileSync } from 'node:fs';

/** Folders of the catalog that are not payers. */
const SHARED_FOLDERS = new Set(['benefit-rules', 'definitions', 'programs']);

/**
 * Path of a catalog file in the rules folder. Catalog and released hashes call a policy `<payer>/<date>.json`, since
 * answers and hashes refer to it by that name; on disk all payers are in `payers/`.
 */
const fileOf = (path: string): string => {
  const [folder = '', ...rest] = path.split('/');
  return rest.length === 1 && !SHARED_FOLDERS.has(folder) ? `payers/${path}` : path;
};

/** The catalog name of a file in the rules folder: the inverse of `fileOf`. */
export const catalogPathOf = (file: string): string => file.replace(/^payers\//, '');

/**
 * `rules/` at the top of the project when run from source, beside the bundle when built. A build copies there every
 * `*.json` file the service reads (`infra/cli/build/copy-rules.ts`).
 */
const rulesFolder = (): URL => {
  const besideBundle = new URL('./rules/', import.meta.url);
  return existsSync(besideBundle) ? besideBundle : new URL('../../rules/', import.meta.url);
};

let folder: URL | undefined;

/** The text of one rule file, by its catalog path. */
export const readRuleText = (path: string): string => {
  folder ??= rulesFolder();
  return readFileSync(new URL(fileOf(path), folder), 'utf8');
};
