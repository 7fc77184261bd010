import type { Codebook } from '../../core/model/codebook.ts';
import { GROUPS, type GroupId, type RulesetBundle } from '../../core/model/ruleset.ts';
import { caution, type LintFinding } from './lint-finding.ts';
import { rulesetPath } from './lint-spans.ts';

/** The subject of a golden case and the advice it expects. */
export interface CoveredCase {
  readonly payer: string;
  /** Service date. */
  readonly date: string;
  /** Billing codes of its lines. */
  readonly codes: readonly string[];
  readonly advice: string;
}

type PlacedCase = CoveredCase & { readonly groups: readonly (GroupId | undefined)[] };

const CERTIFIES = ['pa-likely-approve', 'proceed-no-pa'];
const DOES_NOT = ['pa-likely-not-met', 'necessity-likely-not-met', 'manual-review'];
const ASKS = ['ask-plan'];

interface Side {
  readonly words: readonly string[];
  /** What is missing without such a case. */
  readonly says: string;
}

/** The sides cases must show: an ask-plan policy has one; one without criteria gives everyone the same advice. */
const sidesOf = ({ ruleset }: RulesetBundle, group: GroupId): readonly Side[] => {
  const { priorAuth, necessity } = ruleset.policies[group];
  if (priorAuth.value === 'ask-plan') return [{ words: ASKS, says: ' that asks' }];
  if (priorAuth.value === 'by-price') return [{ words: [...CERTIFIES, ...DOES_NOT, ...ASKS], says: '' }];
  if (necessity.use.length === 0) return [{ words: [...CERTIFIES, ...DOES_NOT], says: '' }];
  return [
    { words: CERTIFIES, says: ' that certifies' },
    { words: DOES_NOT, says: ' that does not certify' },
  ];
};

/** Everything a policy's answer depends on, to compare with another version. */
const contentOf = ({ ruleset, programs, definitions }: RulesetBundle, group: GroupId): string => {
  const { priorAuth, necessity } = ruleset.policies[group];
  const used = necessity.use.map(({ program }) => programs[program]);
  return JSON.stringify([priorAuth.value, priorAuth.threshold, necessity, used, definitions]);
};

/** The version (oldest first) that answers a case of that date. */
const versionOn = (date: string, versions: readonly RulesetBundle[]): RulesetBundle | undefined =>
  versions.findLast(
    ({ ruleset: { effectiveFrom, effectiveTo = '9999' } }) => effectiveFrom <= date && date <= effectiveTo,
  );

const lintVersion = (
  bundle: RulesetBundle,
  versions: readonly RulesetBundle[],
  cases: readonly PlacedCase[],
): readonly LintFinding[] => {
  const missing = GROUPS.flatMap((group) => {
    // A version that does not change a policy is covered by the cases of the other version.
    const same = versions.filter((other) => contentOf(other, group) === contentOf(bundle, group));
    const own = cases.filter(({ date, groups }) => {
      const version = versionOn(date, versions);
      return version !== undefined && groups.includes(group) && same.includes(version);
    });
    const sides = sidesOf(bundle, group).filter(({ words }) => !own.some(({ advice }) => words.includes(advice)));
    return sides.map(({ says }) => ({ group, says }));
  });
  return [...new Set(missing.map(({ says }) => says))].map((says) => {
    const groups = missing.filter((one) => one.says === says).map(({ group }) => group);
    return caution(rulesetPath(bundle), `policies.${groups.join(', ')}: there is no golden case${says}`);
  });
};

/** Policies without golden cases for both sides. */
export const lintCases = (
  bundles: readonly RulesetBundle[],
  cases: readonly CoveredCase[],
  codebook: Codebook,
): readonly LintFinding[] => {
  const placed = cases.map((one) => ({ ...one, groups: one.codes.map((code) => codebook.procedure(code)?.group) }));
  return bundles.flatMap((bundle) => {
    const { payer } = bundle.ruleset;
    return lintVersion(
      bundle,
      bundles.filter(({ ruleset }) => ruleset.payer === payer),
      placed.filter((one) => one.payer === payer),
    );
  });
};
