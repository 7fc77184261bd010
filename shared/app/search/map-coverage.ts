import { type CoverageMap, coverageMap } from '../../core/coverage/coverage-map.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import type { RuleBook } from '../ports/rules.ts';

export type { CoverageMap, MapEntry } from '../../core/coverage/coverage-map.ts';

interface MapAsked {
  /** YYYY-MM-DD. */
  readonly date: string;
  /** Payer ids; none = every payer. */
  readonly payers: readonly string[];
}

/** The payers asked about, all where none is named. */
export const payersAsked = (
  asked: readonly string[],
  rules: Pick<RuleBook, 'payers' | 'isPayer'>,
): Result<RuleBook['payers']> => {
  if (asked.every((payer) => rules.isPayer(payer)))
    return ok(rules.payers.filter(({ id }) => asked.length === 0 || asked.includes(id)));
  const known = rules.payers.map(({ id }) => id).join(', ');
  return refused({ code: 'value', says: `Must be one of ${known}.`, expression: 'http.payer' });
};

/** What the rules cover on a date, for every payer or the given ones. */
export const mapCoverage = (
  { date, payers: asked }: MapAsked,
  { rules }: { readonly rules: Pick<RuleBook, 'payers' | 'isPayer' | 'select'> },
): Result<CoverageMap> => {
  const payers = payersAsked(asked, rules);
  if (!payers.ok) return payers;
  const onDate = payers.value.map(({ id, name }) => {
    const bundle = rules.select(id, date);
    return { payer: id, payerName: name, bundle: bundle === 'ambiguous' ? undefined : bundle };
  });
  return ok(coverageMap(onDate, date));
};
