import { cpSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './entry-folders.ts';

const RULES = fileURLToPath(new URL('shared/rulesets', ROOT));
/** A bundle that holds this file reads the rules from `rulesets/` beside it. */
export const RULES_READER = 'shared/rulesets/rules-folder.ts';

const isRuleFile = (path: string): boolean =>
  statSync(path).isDirectory() ? basename(path) !== 'schema' : path.endsWith('.json');

/** Copies the rule files into a bundle's folder. Returns their size in bytes. */
export const copyRules = (bundleFolder: string): number => {
  const target = join(bundleFolder, 'rulesets');
  cpSync(RULES, target, { recursive: true, filter: isRuleFile });
  return readdirSync(target, { recursive: true, encoding: 'utf8' })
    .map((path) => statSync(join(target, path)))
    .reduce((total, stats) => total + (stats.isFile() ? stats.size : 0), 0);
};
