import { cpSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './entry-folders.ts';

const RULES = fileURLToPath(new URL('shared/rulesets', ROOT));
/** A bundle that holds this file reads the rules from `rulesets/` beside it. */
export const RULES_READER = 'shared/rulesets/rules-folder.ts';

const isRuleFile = (path: string): boolean =>
  statSync(path).isDirectory() ? basename(path) !== 'schema' : path.endsWith('.json');

/** Copies the rule files into a bundle's folder. */
export const copyRules = (bundleFolder: string): void =>
  cpSync(RULES, join(bundleFolder, 'rulesets'), { recursive: true, filter: isRuleFile });
