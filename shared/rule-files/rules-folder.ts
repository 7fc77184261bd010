import { existsSync, readFileSync } from 'node:fs';

/** Folders of the catalog that are no payer's. */
const SHARED_FOLDERS = new Set(['benefit-rules', 'definitions', 'programs']);

/**
 * Where a file of the catalog lies in the folder of rules. Catalog and released hashes call a policy `<payer>/<date>.json`,
 * since answers and hashes refer to it by that name; on disk the payers stand together in `payers/`.
 */
const fileOf = (path: string): string => {
  const [folder = '', ...rest] = path.split('/');
  return rest.length === 1 && !SHARED_FOLDERS.has(folder) ? `payers/${path}` : path;
};

/** The name the catalog gives a file of the folder of rules: `fileOf` the other way round. */
export const catalogPathOf = (file: string): string => file.replace(/^payers\//, '');

/**
 * `rules/` at the top of the project when run from source, beside the bundle when built. A build copies every `*.json`
 * of it there that the service reads (`infra/cli/build/copy-rules.ts`).
 */
const rulesFolder = (): URL => {
  const besideBundle = new URL('./rules/', import.meta.url);
  return existsSync(besideBundle) ? besideBundle : new URL('../../rules/', import.meta.url);
};

let folder: URL | undefined;

/** The text of one rule file, by its path in the catalog. */
export const readRuleText = (path: string): string => {
  folder ??= rulesFolder();
  return readFileSync(new URL(fileOf(path), folder), 'utf8');
};
