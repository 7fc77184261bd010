import { makeDigest } from '../adapters/digest.ts';
import { systemClock } from '../adapters/system.ts';
import { loadCodebook } from '../codes/codebook.ts';
import { canonicalsOf } from '../fhir/canonical.ts';
import type { MessageReader } from '../handlers/container.ts';
import { openDeploymentRules } from './deployment-rules.ts';
import { openRuleBook } from './rule-book.ts';

export const openReading = (canonicalBase: string, hashSecret: string, rulePacks?: string): MessageReader => {
  const canonicals = canonicalsOf(canonicalBase);
  return {
    canonicals,
    ports: {
      clock: systemClock,
      codebook: loadCodebook(),
      digest: makeDigest(hashSecret),
      rules: openRuleBook(canonicals.payerSystem, openDeploymentRules(rulePacks)),
    },
  };
};
