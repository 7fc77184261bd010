import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRules, type Rules } from '../rule-files/load-rules.ts';
import { checkPack } from '../rule-files/packs/check-pack.ts';
import { layerPacks } from '../rule-files/packs/layer-packs.ts';
import { type OpenedPack, openPack } from '../rule-files/packs/open-pack.ts';
import { readPack } from '../rule-files/packs/read-pack.ts';
import type { PackProblem } from '../rule-files/packs/rule-pack.ts';
import { readRuleText } from '../rule-files/rules-folder.ts';

const refuse = (file: string, problems: readonly PackProblem[]): never => {
  const says = problems.map((one) => `${one.at}: ${one.name}: ${one.says}`).join('; ');
  throw new Error(`Configuration: RULE_PACKS: ${file}: ${says}`);
};

const addPack = (rules: Rules, packs: readonly OpenedPack[], folder: string, file: string): readonly OpenedPack[] => {
  const read = readPack(readFileSync(join(folder, file), 'utf8'));
  if (!read.ok) return refuse(file, read.problems);
  const problems = checkPack(read.pack, layerPacks(rules, packs), readRuleText);
  return problems.length ? refuse(file, problems) : [...packs, openPack(read.pack, readRuleText)];
};

/**
 * The released rules with the packs of this deployment, in the order of their file names.
 * @throws Error naming file and place: a service does not start on rules it would not answer by.
 */
export const openDeploymentRules = (folder: string | undefined): Rules => {
  const rules = loadRules();
  if (folder === undefined) return rules;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const packs = files.reduce<readonly OpenedPack[]>((opened, file) => addPack(rules, opened, folder, file), []);
  return layerPacks(rules, packs);
};
