import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isProved, readProofs, readRequirements } from './requirements.ts';
import { resultsOf, runTests } from './run-tests.ts';

/**
 * `npm run conformance` runs the tests of the hooks and writes `docs/conformance-crd.md`: each server statement of CRD
 * 2.2.1, the test that shows it, and how it stands. A statement counts only if its test passed in this run and failed
 * when `conformance:prove` broke the code behind it.
 */
interface Statement {
  readonly key: string;
  readonly conformance?: readonly string[];
  readonly extension?: readonly { readonly url: string; readonly valueId?: string }[];
}
const REQUIREMENTS = new URL(
  '../../../shared/data/davinci-crd-2.2.1-source/Requirements-fromNarrative.json',
  import.meta.url,
);
if (!existsSync(REQUIREMENTS)) throw new Error('The requirements of Da Vinci CRD 2.2.1 are not beside this checkout.');

const { tested, byDesign, notApplicable, open } = readRequirements();
const proofs = readProofs();
const run = runTests(fileURLToPath(new URL('../../', import.meta.url)));
const { statement }: { statement: readonly Statement[] } = JSON.parse(readFileSync(REQUIREMENTS, 'utf8'));
const isServer = ({ extension = [] }: Statement) => extension.some(({ valueId }) => valueId === 'crd-server');

const rowOf = ({ key, conformance }: Statement): readonly string[] => {
  const level = conformance?.join(', ') ?? 'SHALL NOT';
  const one = tested.find(({ id }) => id === key);
  if (one) {
    const results = resultsOf(run, one);
    const passed = results.length > 0 && results.every((status) => status === 'passed');
    const state = passed ? (isProved(one, proofs) ? 'proved' : 'passed, not proved') : 'failed';
    return [key, level, `${one.file}: ${one.test}`, state];
  }
  const design = byDesign.find(({ id }) => id === key);
  if (design) return [key, level, design.because, 'by design, no test'];
  const not = notApplicable.find(({ id }) => id === key);
  if (not) return [key, level, not.because, 'not applicable'];
  return [key, level, open.find(({ id }) => id === key)?.because ?? '', 'open'];
};

const rows = statement.filter(isServer).map(rowOf);
const states = [...new Set(rows.map((row) => row[3]))];
const counts = states.map((state) => `${rows.filter((row) => row[3] === state).length} ${state}`);
writeFileSync(
  new URL('../../docs/conformance-crd.md', import.meta.url),
  [
    '# Da Vinci CRD 2.2.1: statements about servers',
    '',
    'Written by `npm run conformance` from a run of the tests. *Proved*: the test passes, and it failed when one line of',
    'the code behind the statement was broken in a copy of the checkout (`npm run conformance:prove`; the mutations are in',
    '`test/conformance/crd-requirements.json`, the verdicts in `crd-proofs.json`).',
    '',
    `${rows.length} statements: ${counts.join(', ')}.`,
    '',
    '| Statement | Level | Test, or why not | State |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ].join('\n'),
);
