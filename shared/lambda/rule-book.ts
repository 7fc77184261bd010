import type { RuleBook } from '../app/ports/ports.ts';
import { loadRules, type Rules } from '../rule-files/load-rules.ts';
import { openPolicyPages } from '../rule-files/policy-pages.ts';

/** The rules as `app` sees them, with this deployment's payer naming system. */
export const openRuleBook = (payerSystem: string, rules: Rules = loadRules()): RuleBook => ({
  version: rules.version,
  payers: rules.payers,
  payersOf: (coverage) => rules.payersOf(coverage, payerSystem),
  select: rules.select,
  recorded: rules.recorded,
  isPayer: rules.isPayer,
  pagesOf: openPolicyPages(),
});
