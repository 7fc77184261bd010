import { existsSync, readFileSync } from 'node:fs';

/**
 * Where the rule files lie: in this folder when run from source, in `rulesets/` beside the bundle when built. A build
 * copies every `*.json` of this folder there, `schema/` left out.
 */
const rulesFolder = (): URL => {
  const besideBundle = new URL('./rulesets/', import.meta.url);
  return existsSync(besideBundle) ? besideBundle : new URL('./', import.meta.url);
};

let folder: URL | undefined;

/** The text of one rule file, by its path inside the folder. */
export const readRuleText = (path: string): string => {
  folder ??= rulesFolder();
  return readFileSync(new URL(path, folder), 'utf8');
};
