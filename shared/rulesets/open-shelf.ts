import type { Program } from '../core/program.ts';
import type { RulesetBundle } from '../core/ruleset.ts';
import { checkBundle } from './check-bundle.ts';
import { expandPolicies } from './expand-policies.ts';
import { benefitRulesFile, definitionsFile, programFile } from './program-schema.ts';
import { BrokenRuleFile, type ReadText, readRuleFile, sha256 } from './read-rule-file.ts';
import { rulesetFile } from './ruleset-schema.ts';

/** Reads files of one kind once, however many rulesets refer to them. */
const memo = <T>(read: (path: string) => T) => {
  const seen = new Map<string, T>();
  return (path: string): T => {
    const before = seen.get(path);
    if (before !== undefined) return before;
    const made = read(path);
    seen.set(path, made);
    return made;
  };
};

/** Opens the shelf of rule files; a bundle is one ruleset with the exact versions it names. */
export const openShelf = (readText: ReadText) => {
  const content = memo(readText);
  const programAt = memo((path) => readRuleFile(path, content(path), programFile));
  const benefitRulesAt = memo((path) => readRuleFile(path, content(path), benefitRulesFile));
  const definitionsAt = memo((path) => readRuleFile(path, content(path), definitionsFile));

  return (path: string): RulesetBundle => {
    const { uses, ...file } = readRuleFile(path, content(path), rulesetFile);
    const programPaths = Object.entries(uses.programs).map(
      ([id, date]) => [id, `programs/${id}/${date}.json`] as const,
    );
    const rulePaths = Object.entries(uses.benefitRules).map(
      ([id, date]) => [id, `benefit-rules/${id}/${date}.json`] as const,
    );
    const definitionsPath = `definitions/${uses.definitions}.json`;
    const programs: Record<string, Program> = Object.fromEntries(programPaths.map(([id, at]) => [id, programAt(at)]));
    const benefitRules = Object.fromEntries(rulePaths.map(([id, at]) => [id, benefitRulesAt(at).rules]));
    const files = [path, definitionsPath, ...programPaths.map(([, at]) => at), ...rulePaths.map(([, at]) => at)];
    const bundle: RulesetBundle = {
      ruleset: { ...file, benefitRules: Object.keys(uses.benefitRules), policies: expandPolicies(file.policies) },
      programs,
      benefitRules,
      definitions: definitionsAt(definitionsPath),
      hash: sha256(files.map((at) => `${at} ${sha256(content(at))}`).join('\n')),
    };
    const problems = checkBundle(path, bundle, uses);
    if (problems.length > 0) throw new BrokenRuleFile(path, problems);
    return bundle;
  };
};
