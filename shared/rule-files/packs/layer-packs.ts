import { groupBy } from '../../core/model/group-by.ts';
import type { RulesetBundle } from '../../core/model/ruleset.ts';
import { checkSequence } from '../check/check-dates.ts';
import { inForce, type Rules } from '../load-rules.ts';
import { payerMatcher } from '../payer-matcher.ts';
import { BrokenRuleFile } from '../read-rule-file.ts';
import { sha256 } from '../sha256.ts';
import type { OpenedPack } from './open-pack.ts';

/** Versions of one payer from several layers; of two that start on a day the later layer's. */
const merge = (layers: readonly (readonly RulesetBundle[])[]): readonly RulesetBundle[] => {
  const byDay = groupBy(layers.flat(), ({ ruleset }) => ruleset.effectiveFrom);
  return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, same]) => same.slice(-1));
};

/** Every version of a payer with those of packs among them. @throws BrokenRuleFile where they do not follow one another. */
export const mergedVersions = (
  payer: string,
  base: Pick<Rules, 'versionsOf'>,
  packs: readonly OpenedPack[],
): readonly RulesetBundle[] => {
  const merged = merge([base.versionsOf(payer), ...packs.map((pack) => pack.versionsOf(payer))]);
  const problems = checkSequence(merged.map(({ ruleset }) => ruleset));
  if (problems.length) throw new BrokenRuleFile(`${payer}/`, problems);
  return merged;
};

/**
 * The rules with packs over them, a later pack over an earlier one. Released policies are answered by the released files alone.
 * Where a pack and what was released since no longer fit together, the payers it concerns have no rule: ask the plan.
 * @param onBroken told once a payer.
 */
export const layerPacks = (
  base: Rules,
  packs: readonly OpenedPack[],
  onBroken: (payer: string) => void = () => undefined,
): Rules => {
  const known = new Set(base.payers.map(({ id }) => id));
  const added = packs.flatMap(({ payers }) => payers).filter(({ id }) => !known.has(id));
  const payers = [...base.payers, ...new Map(added.map((payer) => [payer.id, payer])).values()];
  const ids = new Set(payers.map(({ id }) => id));
  const kept = new Map<string, readonly RulesetBundle[]>();
  const versionsOf = (payer: string): readonly RulesetBundle[] => {
    const before = kept.get(payer);
    if (before) return before;
    const own = packs.filter(({ concerned }) => concerned.includes(payer));
    if (own.length === 0) return base.versionsOf(payer);
    let made: readonly RulesetBundle[] = [];
    try {
      made = mergedVersions(payer, base, own);
    } catch (error) {
      if (!(error instanceof BrokenRuleFile)) throw error;
      onBroken(payer);
    }
    kept.set(payer, made);
    return made;
  };
  return {
    version: sha256([base.version, ...packs.map(({ ref }) => ref.hash)].join('\n')).slice(0, 12),
    payers,
    isPayer: (id) => ids.has(id),
    payersOf: added.length ? payerMatcher(payers) : base.payersOf,
    versionsOf,
    select: (payer, date) => inForce(versionsOf(payer), date),
    recorded: (payer, ruleset) => {
      const pack = packs.find(({ ref }) => ref.hash === ruleset.pack?.hash);
      return pack ? pack.recorded(payer, ruleset) : base.recorded(payer, ruleset);
    },
    all: () => payers.flatMap(({ id }) => versionsOf(id)),
  };
};
