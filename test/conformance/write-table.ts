import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { guidesAsked, isProved, readProofs, readRequirements } from './requirements.ts';
import { resultsOf, runTests } from './run-tests.ts';

/**
 * `npm run conformance` runs the tests of the statements and writes `docs/conformance-crd.md` and `docs/conformance-pas.md` (`-- pas`
 * one of them): each statement of the guide about servers, the test that shows it, and how it stands. A statement counts only if
 * its test passed in this run and failed when `conformance:prove` broke the code behind it.
 */
interface Statement {
  readonly key: string;
  readonly conformance?: readonly string[];
  readonly extension?: readonly { readonly url: string; readonly valueId?: string }[];
  readonly requirement?: string;
}
type Guide = ReturnType<typeof guidesAsked>['guides'][number];

/** One statement of PAS names its actor in its text. */
const isAbout = ({ actor }: Guide, { extension = [], requirement = '' }: Statement): boolean =>
  extension.some(({ valueId }) => valueId === actor) || requirement.startsWith(`^${actor}`);

const rowMaker = (guide: Guide) => {
  const { tested, byDesign, notApplicable, open } = readRequirements(guide);
  const proofs = readProofs(guide);
  const run = runTests(fileURLToPath(new URL('../../', import.meta.url)), tested);
  const excused = [
    ['by design, no test', byDesign],
    ['not applicable', notApplicable],
    ['open', open],
  ] as const;
  return ({ key, conformance }: Statement): readonly string[] => {
    const level = conformance?.join(', ') ?? 'SHALL NOT';
    const one = tested.find(({ id }) => id === key);
    if (one) {
      const results = resultsOf(run, one);
      const passed = results.length > 0 && results.every((status) => status === 'passed');
      const state = passed ? (isProved(one, proofs) ? 'proved' : 'passed, not proved') : 'failed';
      return [key, level, one.says ?? '', `${one.file}: ${one.test}`, state];
    }
    for (const [state, list] of excused) {
      const found = list.find(({ id }) => id === key);
      if (found) return [key, level, found.says ?? '', found.because, state];
    }
    return [key, level, '', '', 'open'];
  };
};

const writeTable = (guide: Guide): void => {
  const source = new URL(`../../../shared/data/${guide.source}`, import.meta.url);
  if (!existsSync(source)) throw new Error(`The requirements of ${guide.title} are not beside this checkout.`);
  const { statement }: { statement: readonly Statement[] } = JSON.parse(readFileSync(source, 'utf8'));
  const rows = statement.filter((one) => isAbout(guide, one)).map(rowMaker(guide));
  const states = [...new Set(rows.map((row) => row.at(-1)))];
  const counts = states.map((state) => `${rows.filter((row) => row.at(-1) === state).length} ${state}`);
  const inWords = rows.some(([, , says]) => says);
  const cells = (row: readonly string[]) => (inWords ? row : row.filter((_, index) => index !== 2));
  const head = cells(['Statement', 'Level', 'In our words', 'Test, or why not', 'State']);
  writeFileSync(
    new URL(`../../docs/conformance-${guide.name}.md`, import.meta.url),
    [
      `# ${guide.title}: statements about servers`,
      '',
      'Written by `npm run conformance` from a run of the tests. *Proved*: the test passes, and it failed when one line of',
      'the code behind the statement was broken in a copy of the checkout (`npm run conformance:prove`; the mutations are in',
      `\`test/conformance/${guide.name}-requirements.json\`, the verdicts in \`${guide.name}-proofs.json\`).`,
      '',
      `${rows.length} statements: ${counts.join(', ')}.`,
      '',
      `| ${head.join(' | ')} |`,
      `|${'---|'.repeat(head.length)}`,
      ...rows.map((row) => `| ${cells(row).join(' | ')} |`),
      '',
    ].join('\n'),
  );
};

for (const guide of guidesAsked(process.argv.slice(2)).guides) writeTable(guide);
