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

/** What the rules cover on a date, for every payer or the given ones. */
export const mapCoverage = (
  { date, payers: asked }: MapAsked,
  { rules }: { readonly rules: Pick<RuleBook, 'payers' | 'isPayer' | 'select'> },
): Result<CoverageMap> => {
  if (asked.some((payer) => !rules.isPayer(payer))) {
    const known = rules.payers.map(({ id }) => id).join(', ');
    return refused({ code: 'value', says: `Must be one of ${known}.`, expression: 'http.payer' });
  }
  const payers = rules.payers.filter(({ id }) => asked.length === 0 || asked.includes(id));
  const onDate = payers.map(({ id, name }) => {
    const bundle = rules.select(id, date);
    return { payer: id, payerName: name, bundle: bundle === 'ambiguous' ? undefined : bundle };
  });
  return ok(coverageMap(onDate, date));
};
