import { addDays } from '../../core/model/dates.ts';
import type { Payer, RulesetBundle } from '../../core/model/ruleset.ts';
import { checkSequence } from '../check/check-dates.ts';
import { fileNameOf } from '../file-name.ts';
import { caution, type LintFinding, problem } from './lint-finding.ts';

export const rulesetPath = ({ ruleset }: RulesetBundle): string => fileNameOf(ruleset.payer, ruleset);

/** Exceptions whose days are all outside those of their version. */
const lateExceptions = (bundle: RulesetBundle, next: RulesetBundle | undefined): readonly LintFinding[] => {
  const { effectiveFrom, effectiveTo, exceptions } = bundle.ruleset;
  const last = effectiveTo ?? (next ? addDays(next.ruleset.effectiveFrom, -1) : '9999');
  return exceptions
    .filter(({ from = effectiveFrom, to = last }) => from > last || to < effectiveFrom)
    .map(({ id }) => caution(rulesetPath(bundle), `exceptions.${id}: is never in force while this version is`));
};

const lintPayer = (payer: string, versions: readonly RulesetBundle[], today: string): readonly LintFinding[] => {
  const newest = versions.at(-1);
  if (!newest) return [problem('payers.json', `${payer}: has no policy that loads: every answer is "ask the plan"`)];
  const end = newest.ruleset.effectiveTo;
  const ends = end === undefined ? [] : [`ends on ${end}, and no version follows: from then on "ask the plan"`];
  return [
    ...checkSequence(versions.map(({ ruleset }) => ruleset)).map((says) => problem(`${payer}/`, says)),
    ...ends.map((says) => (end !== undefined && end < today ? problem : caution)(rulesetPath(newest), says)),
    ...versions.flatMap((bundle, index) => lateExceptions(bundle, versions[index + 1])),
  ];
};

/** Gaps, overlaps and ends: days on which a payer has no version, or two, and exceptions that never apply. */
export const lintSpans = (
  payers: readonly Pick<Payer, 'id'>[],
  bundles: readonly RulesetBundle[],
  today: string,
): readonly LintFinding[] =>
  payers.flatMap(({ id }) =>
    lintPayer(
      id,
      bundles
        .filter(({ ruleset }) => ruleset.payer === id)
        .toSorted((a, b) => (a.ruleset.effectiveFrom < b.ruleset.effectiveFrom ? -1 : 1)),
      today,
    ),
  );
