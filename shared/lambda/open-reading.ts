import { makeDigest } from '../adapters/digest.ts';
import { systemClock } from '../adapters/system.ts';
import type { Ports } from '../app/ports/ports.ts';
import { loadCodebook } from '../codes/codebook.ts';
import { useCompiledDiagrams } from '../core/explain/diagram/compiled-before.ts';
import { canonicalsOf } from '../fhir/canonical.ts';
import type { MessageReader } from '../handlers/container.ts';
import { diagramsIn } from '../rule-files/compiled-diagrams.ts';
import { openDeploymentRules } from './deployment-rules.ts';
import { openPackInspector } from './open-pack-inspector.ts';
import { openRuleBook } from './rule-book.ts';

// A build puts them there; from source there are none, and they are compiled when they are asked for.
const DIAGRAMS = new URL('./diagrams/', import.meta.url);

type Reading = MessageReader & { readonly ports: Pick<Ports, 'packInspector'> };

/** @param rulePacks folder of the deployment's rule packs. */
export const openReading = (canonicalBase: string, hashSecret: string, rulePacks?: string): Reading => {
  const canonicals = canonicalsOf(canonicalBase);
  useCompiledDiagrams(diagramsIn(DIAGRAMS));
  const rules = openDeploymentRules(rulePacks);
  const own = { clock: systemClock, codebook: loadCodebook() };
  return {
    canonicals,
    ports: {
      ...own,
      digest: makeDigest(hashSecret),
      rules: openRuleBook(canonicals.payerSystem, rules),
      packInspector: openPackInspector(rules, own),
    },
  };
};
