import type { Codebook } from '../../core/model/codebook.ts';
import { MODALITIES } from '../../core/model/facts.ts';
import type { Definitions } from '../../core/model/program.ts';
import { GROUPS, type RulesetBundle } from '../../core/model/ruleset.ts';
import type { BenefitRulesFile } from '../schema/program-schema.ts';
import { type LintFinding, problem } from './lint-finding.ts';
import { rulesetPath } from './lint-spans.ts';
import { isNeverMet } from './rule-trial.ts';

const usesWith = (definitions: Definitions) => [{ definitions, parameters: {}, modalities: MODALITIES }];

/** Benefit rules that can never apply. */
export const lintBenefitRules = (
  path: string,
  { rules }: BenefitRulesFile,
  definitions: Definitions,
  codebook: Codebook,
): readonly LintFinding[] =>
  rules
    .filter(({ when }) => isNeverMet(when, usesWith(definitions), codebook))
    .map(({ id }) => problem(path, `rules.${id}: no patient can ever meet it`));

/** Exceptions whose condition can never be met. */
export const lintExceptions = (bundle: RulesetBundle, codebook: Codebook): readonly LintFinding[] =>
  bundle.ruleset.exceptions
    .filter(({ when }) => when && isNeverMet(when, usesWith(bundle.definitions), codebook))
    .map(({ id }) => problem(rulesetPath(bundle), `exceptions.${id}.when: no patient can ever meet it`));

/** Patients a policy says its criteria speak of, whom the definitions leave out nowhere. */
export const lintSpeaksOf = (bundle: RulesetBundle): readonly LintFinding[] => {
  const outside = new Set((bundle.definitions.outside ?? []).map(({ id }) => id));
  return GROUPS.flatMap((group) =>
    (bundle.ruleset.policies[group].speaksOf ?? [])
      .filter((id) => !outside.has(id))
      .map((id) =>
        problem(rulesetPath(bundle), `policies.${group}.speaksOf: the definitions leave out no patients as ${id}`),
      ),
  );
};
