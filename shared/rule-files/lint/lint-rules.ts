import type { Codebook } from '../../core/model/codebook.ts';
import type { PublishedSource } from '../../core/model/evidence.ts';
import type { Ruleset, RulesetBundle } from '../../core/model/ruleset.ts';
import type { ReadText } from '../read-rule-file.ts';
import { sha256 } from '../sha256.ts';
import { type CoveredCase, lintCases } from './lint-cases.ts';
import { lintChannels } from './lint-channels.ts';
import { lintBenefitRules, lintExceptions, lintSpeaksOf } from './lint-conditions.ts';
import { lintCriteria } from './lint-criteria.ts';
import { caution, type LintFinding, problem } from './lint-finding.ts';
import { lintSource } from './lint-source.ts';
import { lintSpans } from './lint-spans.ts';
import { type Opened, openAll } from './open-all.ts';
import { unusedAsUsed } from './program-uses.ts';

interface LintAsked {
  readonly readText: ReadText;
  /** Golden cases, with the policy each is about. */
  readonly cases: readonly CoveredCase[];
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly codebook: Codebook;
}

/** Released files whose content has changed. */
const lintReleased = (readText: ReadText, catalog: readonly string[]): readonly LintFinding[] => {
  const released: Readonly<Record<string, string>> = JSON.parse(readText('released.json'));
  return catalog
    .filter((path) => released[path] !== undefined && released[path] !== sha256(readText(path)))
    .map((path) => problem(path, 'was released with other content: undo the change and make a new version'));
};

/** Of each payer the policy in force on a day. */
const inForceOn = (policies: readonly RulesetBundle[], day: string): readonly Ruleset[] =>
  policies
    .map(({ ruleset }) => ruleset)
    .filter(({ effectiveFrom, effectiveTo = day }) => effectiveFrom <= day && day <= effectiveTo);

/** Everything a rule author should know before a release: what does not load, and what loads but is wrong. */
export const lintRules = ({ readText, cases, today, codebook }: LintAsked): readonly LintFinding[] => {
  const { catalog, payers, answering, used, unused, benefitRules, definitions, broken } = openAll(readText);
  const policies = answering.map(([, bundle]) => bundle);
  const newest = definitions.at(-1)?.[1];
  const tried = [...used, ...(newest ? unused.map(([path, program]) => unusedAsUsed(path, program, newest)) : [])];
  const sourced: Opened<{ readonly source: PublishedSource }> = [
    ...answering.map(([path, { ruleset }]) => [path, ruleset] as const),
    ...tried.map(({ path, program }) => [path, program] as const),
    ...benefitRules,
    ...definitions,
  ];
  // Whether a program is used is undecidable while a policy that may name it does not load.
  const idle = broken.length ? [] : unused.map(([path]) => caution(path, 'no policy uses this version'));
  return [
    ...broken,
    ...lintReleased(
      readText,
      catalog.filter((path) => !broken.some((one) => one.path === path)),
    ),
    ...lintSpans(payers, policies, today),
    ...sourced.flatMap(([path, { source }]) => lintSource(path, source, today)),
    ...idle,
    ...tried.flatMap((one) => lintCriteria(one, codebook)),
    ...benefitRules.flatMap(([path, file]) => (newest ? lintBenefitRules(path, file, newest, codebook) : [])),
    ...policies.flatMap((bundle) => [...lintExceptions(bundle, codebook), ...lintSpeaksOf(bundle)]),
    ...lintCases(policies, cases, codebook),
    ...lintChannels(codebook, payers, inForceOn(policies, today), today),
  ];
};
