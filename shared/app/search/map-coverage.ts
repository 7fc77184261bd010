import { type CoverageMap, coverageMap } from '../../core/coverage/coverage-map.ts';
import { type PolicyCriteria, policyCriteria } from '../../core/criteria/policy-criteria.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import { GROUPS, type GroupId } from '../../core/model/ruleset.ts';
import type { RuleBook } from '../ports/rules.ts';

export type { CoverageMap, MapEntry } from '../../core/coverage/coverage-map.ts';

interface MapAsked {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Payer ids; none = every payer. */
  readonly payers: readonly string[];
  /** Asked with one payer: its criteria for this group of tests are told too. */
  readonly group?: string;
}

/** What the rules cover, and the criteria of the one policy asked about. */
type ToldMap = CoverageMap & { readonly policy?: PolicyCriteria };

const refuse = (parameter: string, says: string) => refused({ code: 'value', says, expression: `http.${parameter}` });
const isGroup = (group: string): group is GroupId => GROUPS.some((one) => one === group);

/** The payers asked about, all where none is named. */
export const payersAsked = (
  asked: readonly string[],
  rules: Pick<RuleBook, 'payers' | 'isPayer'>,
): Result<RuleBook['payers']> => {
  if (asked.every((payer) => rules.isPayer(payer)))
    return ok(rules.payers.filter(({ id }) => asked.length === 0 || asked.includes(id)));
  const known = rules.payers.map(({ id }) => id).join(', ');
  return refuse('payer', `Must be one of ${known}.`);
};

/** What the rules cover on a date, for every payer or the given ones. */
export const mapCoverage = (
  { date, payers: asked, group }: MapAsked,
  { rules }: { readonly rules: Pick<RuleBook, 'payers' | 'isPayer' | 'select'> },
): Result<ToldMap> => {
  const payers = payersAsked(asked, rules);
  if (!payers.ok) return payers;
  if (group !== undefined && !isGroup(group)) return refuse('group', `Must be one of ${GROUPS.join(', ')}.`);
  // One policy at a time: all of them together would be a book, and nobody reads it in one call.
  if (group !== undefined && asked.length !== 1) return refuse('group', 'Goes with exactly one payer.');
  const onDate = payers.value.map(({ id, name }) => {
    const bundle = rules.select(id, date);
    return { payer: id, payerName: name, bundle: bundle === 'ambiguous' ? undefined : bundle };
  });
  const map = coverageMap(onDate, date);
  if (group === undefined) return ok(map);
  const [bundle] = onDate.flatMap((one) => one.bundle ?? []);
  const of = { ...map, entries: map.entries.filter((entry) => entry.group === group) };
  return ok(bundle ? { ...of, policy: policyCriteria(bundle.ruleset.policies[group].necessity, bundle) } : of);
};
