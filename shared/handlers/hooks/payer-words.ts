import type { RuleBook } from '../../app/ports/rules.ts';
import type { PayerWords } from '../../cds-hooks/said.ts';

/** A payer's display name, where its rules can be opened, and whom to ask. */
export const payerWords = (rules: Pick<RuleBook, 'payers' | 'pagesOf'>): PayerWords => ({
  name: (payer) => rules.payers.find(({ id }) => id === payer)?.name,
  policy: (payer) => rules.pagesOf(payer)?.policy,
  contact: (payer) => rules.pagesOf(payer)?.contact,
});
