import type { CoverageFacts } from '../core/model/message/inquiry.ts';
import { plainName } from '../core/model/plain-name.ts';
import type { Payer } from '../core/model/ruleset.ts';

type Identity = NonNullable<CoverageFacts['payor']>;

/** Payer ids a coverage can mean: one = recognized, several or none = ask. */
export type MatchPayer = (coverage: CoverageFacts, payerSystem: string) => readonly string[];

/** Payers under each of their keys; a key several payers share returns all of them. */
const indexBy = (payers: readonly Payer[], keysOf: (payer: Payer) => readonly string[]) => {
  const index = new Map<string, readonly Payer[]>();
  for (const payer of payers)
    for (const key of new Set(keysOf(payer))) index.set(key, [...(index.get(key) ?? []), payer]);
  return (key: string): readonly Payer[] => index.get(key) ?? [];
};

const keyOf = ({ system, value }: Identity['identifiers'][number]) => `${system ?? ''}|${value}`;

/**
 * Our own naming system decides alone; otherwise organization x plan type does. Similar names do not match, and only an
 * organization that is unknown to us can match a catch-all.
 */
export const payerMatcher = (payers: readonly Payer[]): MatchPayer => {
  const withId = indexBy(payers, ({ id }) => [id]);
  const withIdentifier = indexBy(payers, ({ identifiers }) => identifiers.map(keyOf));
  const withName = indexBy(payers, ({ name, aliases }) => [name, ...aliases].map(plainName));

  /** Identifier and name together narrow; if they disagree, all remain candidates. */
  const ofOrganization = ({ identifiers, name }: Identity): readonly Payer[] => {
    const identified = identifiers.flatMap((identifier) => withIdentifier(keyOf(identifier)));
    const named = name === undefined ? [] : withName(plainName(name));
    const both = identified.filter((payer) => named.includes(payer));
    return both.length > 0 ? both : [...identified, ...named];
  };

  const candidates = ({ payor, planType, selfPay }: CoverageFacts, payerSystem: string): readonly Payer[] => {
    const own = selfPay ? [] : (payor?.identifiers.filter(({ system }) => system === payerSystem) ?? []);
    // One that is not understood beside one that is leaves open which of them is meant.
    if (own.length > 0)
      return own.every(({ value }) => withId(value).length > 0) ? own.flatMap(({ value }) => withId(value)) : [];
    const type = selfPay ? 'self-pay' : planType;
    const organizations = payor && !selfPay ? ofOrganization(payor) : [];
    if (type === undefined) return organizations;
    if (organizations.length > 0) return organizations.filter(({ planTypes }) => planTypes.includes(type));
    return payers.filter(({ catchAllFor }) => catchAllFor?.includes(type));
  };

  return (coverage, payerSystem) => [...new Set(candidates(coverage, payerSystem).map(({ id }) => id))];
};
