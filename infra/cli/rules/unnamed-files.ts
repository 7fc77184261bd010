import { readdirSync } from 'node:fs';
import { isDatedFile } from '../../../shared/rule-files/file-name.ts';
import type { LintFinding } from '../../../shared/rule-files/lint/lint-finding.ts';
import { catalogPathOf } from '../../../shared/rule-files/rules-folder.ts';

const FOLDER = new URL('../../../rules/', import.meta.url);

/** Dated files in the rules folder that have no effect because the catalog does not name them. */
export const unnamedFiles = (catalog: readonly string[]): readonly LintFinding[] =>
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .map(catalogPathOf)
    .filter((path) => isDatedFile(path) && !catalog.includes(path))
    .sort()
    .map((path) => ({ level: 'error', path, says: 'is not named in catalog.json: nothing reads it' }));
