import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCodebook } from '../../../shared/codes/codebook.ts';
import { runDecisionTable } from '../../../shared/core/decide/decision-table.ts';
import { compileDiagrams } from '../../../shared/core/explain/diagram/compile-diagram.ts';
import { DiagramTooLarge } from '../../../shared/core/explain/diagram/diagram.ts';
import { diagramText, type Uncompiled, uncompiled } from '../../../shared/core/explain/open-questions.ts';
import type { Codebook } from '../../../shared/core/model/codebook.ts';
import { known } from '../../../shared/core/model/facts.ts';
import type { Procedure } from '../../../shared/core/model/procedure.ts';
import type { Exception, RulesetBundle } from '../../../shared/core/model/ruleset.ts';
import { type LineCase, lineCase } from '../../../shared/core/policy/line-case.ts';
import { diagramFile, writeDiagrams } from '../../../shared/rule-files/compiled-diagrams.ts';
import { loadRules } from '../../../shared/rule-files/load-rules.ts';
import { ROOT } from './entry-folders.ts';

const CACHE = fileURLToPath(new URL('node_modules/.cache/stresspass-diagrams/', ROOT));

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

/** One procedure of each group and modality: others of the same come under the same policy. */
const procedures = (): readonly Procedure[] => {
  const file = readFileSync(new URL('rules/codes/procedures.json', ROOT), 'utf8');
  const { procedures: all }: { readonly procedures: readonly Procedure[] } = JSON.parse(file);
  const tests = all.filter(({ role }) => role === 'test').toReversed();
  return [...new Map(tests.map((one) => [`${one.group} ${one.modality}`, one])).values()];
};

/** What the released policies ask, each once; a policy that several exceptions make together is compiled when it is asked. */
function* policies(): Generator<readonly [file: string, Uncompiled]> {
  const codebook = loadCodebook();
  const kinds = procedures();
  const seen = new Set<string>();
  for (const bundle of loadRules().all())
    for (const procedure of kinds)
      for (const exception of [undefined, ...bundle.ruleset.exceptions]) {
        const line = lineUnder(bundle, procedure, exception, codebook);
        const decided = runDecisionTable(line, false);
        if (!decided.seen) continue;
        const one = uncompiled(line, bundle, decided.seen);
        const file = diagramFile(diagramText(one));
        if (seen.has(file)) continue;
        seen.add(file);
        yield [file, one];
      }
}

const compiled = ({ content, facts, followers }: Uncompiled): string | undefined => {
  try {
    return writeDiagrams(compileDiagrams(content, facts, followers));
  } catch (error) {
    if (error instanceof DiagramTooLarge) return undefined;
    throw error;
  }
};

/** Text by file name. Compiled once and kept beside the packages by what they are made from. */
const compileReleased = (): ReadonlyMap<string, string> => {
  mkdirSync(CACHE, { recursive: true });
  const made = new Map<string, string>();
  for (const [file, one] of policies()) {
    const kept = join(CACHE, file);
    const text = existsSync(kept) ? readFileSync(kept, 'utf8') : compiled(one);
    if (text === undefined) continue;
    if (!existsSync(kept)) writeFileSync(kept, text);
    made.set(file, text);
  }
  return made;
};

let released: ReadonlyMap<string, string> | undefined;

/** The diagrams of the released rules beside a bundle, one file a policy; `diagramsIn` finds them. */
export const writeReleased = (bundleFolder: string): void => {
  released ??= compileReleased();
  const folder = join(bundleFolder, 'diagrams');
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of released) writeFileSync(join(folder, file), text);
};
