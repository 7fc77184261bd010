import type { Payer, RulesetBundle } from '../../core/model/ruleset.ts';
import { describeChange } from '../diff/describe-change.ts';
import { policyStatements } from '../diff/policy-statements.ts';
import { compareStatements } from '../diff/statement.ts';
import { inForce, type Rules } from '../load-rules.ts';
import type { ReadText } from '../read-rule-file.ts';
import { openPack } from './open-pack.ts';
import type { RulePack } from './rule-pack.ts';

/** What one policy of a pack changes, in plain words. */
interface PolicyChange {
  readonly payer: string;
  /** `id version` of the rules in force on its first day; none: there are none. */
  readonly before?: string;
  readonly after: string;
  readonly from: string;
  readonly changes: readonly string[];
}

const nameOf = ({ ruleset: { id, version } }: RulesetBundle) => `${id} ${version}`;

/** How a new payer is recognized. */
const sayPayer = ({ id, name, planTypes, identifiers, aliases }: Payer): PolicyChange => ({
  payer: id,
  after: name,
  from: '',
  changes: [
    `new payer ${name} (${planTypes.join(', ')}), known by the names ${[name, ...aliases].join(', ')}`,
    ...identifiers.map(({ system, value }) => `and by ${system}|${value}`),
  ],
});

/** Each policy of the pack against the rules in force on its first day. */
export const describePack = (pack: RulePack, rules: Rules, readText: ReadText): readonly PolicyChange[] => {
  const opened = openPack(pack, readText);
  const known = new Set(rules.payers.map(({ id }) => id));
  const policies = opened.concerned.flatMap((payer) =>
    opened.versionsOf(payer).map((after): PolicyChange => {
      const { effectiveFrom: from } = after.ruleset;
      const before = known.has(payer) ? inForce(rules.versionsOf(payer), from) : undefined;
      return {
        payer,
        ...(before ? { before: nameOf(before) } : {}),
        after: nameOf(after),
        from,
        changes: before
          ? describeChange(before, after)
          : compareStatements(new Map(), policyStatements(after.ruleset), from),
      };
    }),
  );
  return [...pack.payers.map(sayPayer), ...policies];
};
