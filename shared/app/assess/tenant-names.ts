import type { CoverageFacts } from '../../core/model/message/inquiry.ts';
import { plainName } from '../../core/model/plain-name.ts';
import type { Tenant } from '../ports/ports.ts';
import type { RuleBook } from '../ports/rules.ts';

/** The payers an identifier of the payor names, whatever it is called. */
const identified = ({ reference, status, focal, payor }: CoverageFacts, rules: RuleBook): readonly string[] =>
  payor?.identifiers.length
    ? rules.payersOf({ reference, status, focal, payor: { identifiers: payor.identifiers } })
    : [];

/** The rules with the names a tenant's systems give payers. An identifier outranks them, and so does another plan type. */
export const withTenantNames = (rules: RuleBook, { payerNames = [] }: Pick<Tenant, 'payerNames'>): RuleBook => {
  if (payerNames.length === 0) return rules;
  const meant = (name: string) =>
    payerNames.filter(({ names }) => names.some((one) => plainName(one) === name)).map(({ payer }) => payer);
  return {
    ...rules,
    payersOf: (coverage) => {
      const named = coverage.payor?.name === undefined ? [] : meant(plainName(coverage.payor.name));
      if (named.length === 0 || coverage.selfPay || identified(coverage, rules).length === 1)
        return rules.payersOf(coverage);
      const { planType } = coverage;
      return rules.payers
        .filter(({ id, planTypes }) => named.includes(id) && (planType === undefined || planTypes.includes(planType)))
        .map(({ id }) => id);
    },
  };
};
