import type { RuleBook } from '../app/ports.ts';
import { loadRules } from '../rulesets/load-rules.ts';

/** The rules as `app` sees them, under this deployment's payer naming system. */
export const openRuleBook = (payerSystem: string): RuleBook => {
  const rules = loadRules();
  return {
    version: rules.version,
    payersOf: (coverage) => rules.payersOf(coverage, payerSystem),
    select: rules.select,
    isPayer: rules.isPayer,
  };
};
