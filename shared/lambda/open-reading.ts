import { makeDigest } from '../adapters/digest.ts';
import { systemClock } from '../adapters/system.ts';
import type { Ports } from '../app/ports/ports.ts';
import { loadCodebook } from '../codes/codebook.ts';
import { type Canonicals, canonicalsOf } from '../fhir/canonical.ts';
import { openRuleBook } from './rule-book.ts';

/** What reading a message and judging it takes: names, code tables, rules. Nothing of it leads out of the process. */
export interface Reading {
  readonly canonicals: Canonicals;
  readonly ports: Pick<Ports, 'clock' | 'codebook' | 'digest' | 'rules'>;
}

export const openReading = (canonicalBase: string, hashSecret: string): Reading => {
  const canonicals = canonicalsOf(canonicalBase);
  return {
    canonicals,
    ports: {
      clock: systemClock,
      codebook: loadCodebook(),
      digest: makeDigest(hashSecret),
      rules: openRuleBook(canonicals.payerSystem),
    },
  };
};
