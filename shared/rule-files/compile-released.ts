import { runDecisionTable } from '../core/decide/decision-table.ts';
import { compileDiagrams } from '../core/explain/diagram/compile-diagram.ts';
import { DiagramTooLarge } from '../core/explain/diagram/diagram.ts';
import { diagramText, type Uncompiled, uncompiled } from '../core/explain/open-questions.ts';
import type { Codebook } from '../core/model/codebook.ts';
import { known } from '../core/model/facts.ts';
import type { Procedure } from '../core/model/procedure.ts';
import type { Exception, RulesetBundle } from '../core/model/ruleset.ts';
import { type LineCase, lineCase } from '../core/policy/line-case.ts';
import { diagramFile, writeDiagrams } from './compiled-diagrams.ts';
import type { Rules } from './load-rules.ts';

/** Nobody: the diagrams of a policy are of all patients. */
const NOBODY = { facts: {}, use: 'preauthorization', patient: {} } as const;

/** A test under a policy as an exception makes it, or as it is for everybody. */
const lineUnder = (
  bundle: RulesetBundle,
  { code }: Procedure,
  exception: Exception | undefined,
  codebook: Codebook,
): LineCase => {
  const { payer, effectiveFrom } = bundle.ruleset;
  const service = { line: 1, codes: [code], ordered: [], modifiers: [], diagnoses: [] };
  const verdict = {
    reference: '',
    inForce: 'yes',
    payers: [payer],
    says: '',
    source: 'coverage',
    warnings: [],
  } as const;
  const made = lineCase(NOBODY, service, effectiveFrom, { verdict, bundle }, [], [], codebook);
  const named = Object.entries(exception?.where ?? {}).map(([name, [value]]) => [name, known(value)]);
  return { ...made, facts: { ...made.facts, ...Object.fromEntries(named) } };
};

/** One test of each group and modality: others of the same come under the same policy. */
const testsOf = ({ procedure }: Codebook, codes: readonly string[]): readonly Procedure[] => {
  const tests = codes.flatMap((code) => procedure(code) ?? []).filter(({ role }) => role === 'test');
  return [...new Map(tests.toReversed().map((one) => [`${one.group} ${one.modality}`, one])).values()];
};

const compiled = ({ content, facts, followers }: Uncompiled): string | undefined => {
  try {
    return writeDiagrams(compileDiagrams(content, facts, followers));
  } catch (error) {
    if (error instanceof DiagramTooLarge) return undefined;
    throw error;
  }
};

/** A policy's file, and how its text is made; nothing where the diagrams would be too large. */
interface ReleasedDiagrams {
  readonly file: string;
  readonly compile: () => string | undefined;
}

/**
 * What the released policies ask, each once. A policy that several exceptions make together is compiled when it is asked.
 * @param codes billing codes of the tests
 */
export function* releasedDiagrams(
  rules: Rules,
  codebook: Codebook,
  codes: readonly string[],
): Generator<ReleasedDiagrams> {
  const tests = testsOf(codebook, codes);
  const seen = new Set<string>();
  for (const bundle of rules.all())
    for (const procedure of tests)
      for (const exception of [undefined, ...bundle.ruleset.exceptions]) {
        const line = lineUnder(bundle, procedure, exception, codebook);
        const decided = runDecisionTable(line, false);
        if (!decided.seen) continue;
        const one = uncompiled(line, bundle, decided.seen);
        const file = diagramFile(diagramText(one));
        if (seen.has(file)) continue;
        seen.add(file);
        yield { file, compile: () => compiled(one) };
      }
}
