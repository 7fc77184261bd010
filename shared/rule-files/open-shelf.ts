import type { Definitions, Program } from '../core/model/program.ts';
import type { RulesetBundle } from '../core/model/ruleset.ts';
import { checkName, checkSpan } from './check/check-dates.ts';
import { checkBenefitRules, checkDefinitions, checkProgram } from './check/check-program.ts';
import { checkRuleset } from './check/check-ruleset.ts';
import { correctedText, readCorrections } from './corrections.ts';
import { expandPolicies } from './expand-policies.ts';
import { BrokenRuleFile, type ReadText, readRuleFile } from './read-rule-file.ts';
import { type BenefitRulesFile, benefitRulesFile, definitionsFile, programFile } from './schema/program-schema.ts';
import { rulesetFile } from './schema/ruleset-schema.ts';
import { sha256 } from './sha256.ts';

/** Computes a path once, however many rulesets refer to it. */
const once = <T>(read: (path: string) => T) => {
  const kept = new Map<string, T>();
  return (path: string): T => {
    const before = kept.get(path);
    if (before !== undefined) return before;
    const made = read(path);
    kept.set(path, made);
    return made;
  };
};

const refuse = (path: string, ...problems: readonly (readonly string[])[]) => {
  if (problems.some((some) => some.length > 0)) throw new BrokenRuleFile(path, problems.flat());
};

const pathsOf = (folder: string, dates: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(dates).map(([id, date]) => `${folder}/${id}/${date}.json`);

/**
 * Opens the catalog of rule files. Results are checked: a ruleset with the exact versions it names, or one of the files
 * rulesets are built from.
 * @param released SHA-256 of every released file: their content must never change, since answers refer to it.
 * @param corrections those to apply; all, unless given.
 */
export const openShelf = (
  readText: ReadText,
  released: Readonly<Record<string, string>>,
  corrections?: ReturnType<typeof readCorrections>,
) => {
  const file = once((path) => {
    const held = readText(path);
    if (released[path] !== undefined && released[path] !== sha256(held))
      throw new BrokenRuleFile(path, ['was released with other content; make a new version']);
    corrections ??= readCorrections(readText);
    const content = correctedText(path, held, corrections);
    return { content, digest: sha256(content === held ? held : `${held}\n${content}`) };
  });
  const programAt = once((path) => readRuleFile(path, file(path).content, programFile));
  const rulesAt = once((path) => readRuleFile(path, file(path).content, benefitRulesFile));
  const definitionsAt = once((path) => {
    const definitions = readRuleFile(path, file(path).content, definitionsFile);
    refuse(path, checkName(path, 'definitions', definitions), checkDefinitions(definitions));
    return definitions;
  });
  const programFor = (path: string, definitions: Definitions): Program => {
    const program = programAt(path);
    refuse(path, checkName(path, `programs/${program.id}`, program), checkProgram(program, definitions));
    return program;
  };
  const rulesFor = (path: string, definitions: Definitions): BenefitRulesFile => {
    const rules = rulesAt(path);
    refuse(path, checkName(path, `benefit-rules/${rules.id}`, rules), checkBenefitRules(rules.rules, definitions));
    return rules;
  };

  const bundleAt = (path: string): RulesetBundle => {
    const { uses, ...own } = readRuleFile(path, file(path).content, rulesetFile);
    const definitionsPath = `definitions/${uses.definitions}.json`;
    const definitions = definitionsAt(definitionsPath);
    const programPaths = pathsOf('programs', uses.programs);
    const rulePaths = pathsOf('benefit-rules', uses.benefitRules);
    const programs = programPaths.map((at) => programFor(at, definitions));
    const rules = rulePaths.map((at) => rulesFor(at, definitions));
    const bundle: RulesetBundle = {
      ruleset: { ...own, benefitRules: rules.map(({ id }) => id), policies: expandPolicies(path, own.policies) },
      programs: Object.fromEntries(programs.map((program) => [program.id, program])),
      benefitRules: Object.fromEntries(rules.map((one) => [one.id, one.rules])),
      definitions,
      hash: sha256(
        [path, definitionsPath, ...programPaths, ...rulePaths].map((at) => `${at} ${file(at).digest}`).join('\n'),
      ),
    };
    refuse(
      path,
      checkName(path, own.payer, own),
      // Answers name a ruleset by its id alone.
      own.id === `${own.payer}-${own.effectiveFrom}` ? [] : [`id must be ${own.payer}-${own.effectiveFrom}`],
      ...[definitions, ...programs, ...rules].map((part) => checkSpan(part, own)),
      checkRuleset(bundle),
    );
    return bundle;
  };
  return { bundleAt, programFor, rulesFor, definitionsAt };
};
