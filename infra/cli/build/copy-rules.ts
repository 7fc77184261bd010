import { cpSync, existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './entry-folders.ts';
import { writeCheckedRules } from './write-checked-rules.ts';

const RULES = fileURLToPath(new URL('rules', ROOT));
/** A bundle that holds this file reads the rules from `rules/` beside it. */
const RULES_READER = 'shared/rule-files/rules-folder.ts';

/** Not read by any function: code tables and the channel map are in the bundle's `tables/`, cases and schemas are for authors. */
const NOT_DEPLOYED = ['cases', 'channels', 'codes', 'schema'];

const isDeployed = (path: string): boolean =>
  statSync(path).isDirectory() ? !NOT_DEPLOYED.includes(relative(RULES, path)) : path.endsWith('.json');

/**
 * Puts the rule files beside a bundle that reads them, and beside them what was found right.
 * @param inputs files that went into the bundle
 * @throws Error when a bundle that loads rules ends up without any
 */
export const copyRules = (bundleFolder: string, inputs: readonly string[]): void => {
  if (inputs.includes(RULES_READER)) {
    cpSync(RULES, join(bundleFolder, 'rules'), { recursive: true, filter: isDeployed });
    writeCheckedRules(bundleFolder);
  }
  const loads = inputs.some((path) => path.startsWith('shared/rule-files/'));
  if (loads && !existsSync(join(bundleFolder, 'rules', 'catalog.json')))
    throw new Error(`The bundle in ${bundleFolder} reads rules and has none beside it.`);
};
