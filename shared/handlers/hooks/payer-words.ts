import type { RuleBook } from '../../app/ports/ports.ts';
import type { PayerWords, PolicyLink } from '../../cds-hooks/said.ts';

/** Sources are recorded as host names, the most authoritative first. */
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+(\/\S*)?$/;

const addressOf = (source: string | undefined): string | undefined => {
  const [first = ''] = source?.split(',') ?? [];
  return HOST.test(first.trim()) ? `https://${first.trim()}` : undefined;
};

/** A payer's display name, and where its rules can be read. */
export const payerWords = (rules: RuleBook): PayerWords => ({
  name: (payer) => rules.payers.find(({ id }) => id === payer)?.name,
  policy: (payer, date): PolicyLink | undefined => {
    const bundle = rules.select(payer, date);
    if (!bundle || bundle === 'ambiguous') return undefined;
    const { title, address, retrieved } = bundle.ruleset.source;
    const url = addressOf(address);
    return url ? { title, address: url, ...(retrieved ? { retrieved } : {}) } : undefined;
  },
});
