import type { Program } from '../../core/model/program.ts';
import type { RulesetBundle } from '../../core/model/ruleset.ts';
import { policyStatements } from './policy-statements.ts';
import { benefitStatements, definitionStatements, programStatements } from './program-statements.ts';
import { compareStatements, type Statements } from './statement.ts';

const merged = (all: readonly Statements[]): Statements => new Map(all.flatMap((one) => [...one]));

const NO_DIFFERENCE = 'Nothing that bears on an answer is different.';
const orNoDifference = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? lines : [NO_DIFFERENCE]);

/** How another program version differs, in plain words. */
export const describeProgramChange = (before: Program, after: Program): readonly string[] =>
  orNoDifference(compareStatements(programStatements(before), programStatements(after), after.effectiveFrom));

/** Programs in both versions are compared rule by rule; one in only one version is named where groups use it. */
const programsOf = (bundle: RulesetBundle, other: RulesetBundle): Statements =>
  merged(
    Object.values(bundle.programs)
      .filter(({ id }) => other.programs[id])
      .map(programStatements),
  );

/**
 * How another version of a policy differs, in plain words: authorization, terms and exceptions, then the criteria,
 * definitions and benefit rules behind it.
 */
export const describeChange = (before: RulesetBundle, after: RulesetBundle): readonly string[] => {
  const statementsOf = (bundle: RulesetBundle, other: RulesetBundle) =>
    merged([
      policyStatements(bundle.ruleset),
      programsOf(bundle, other),
      definitionStatements(bundle.definitions),
      benefitStatements(bundle.ruleset.benefitRules.flatMap((id) => bundle.benefitRules[id] ?? [])),
    ]);
  const from = after.ruleset.effectiveFrom;
  return orNoDifference(compareStatements(statementsOf(before, after), statementsOf(after, before), from));
};
