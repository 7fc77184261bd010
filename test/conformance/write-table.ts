import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Runs the tests of the hooks and writes `docs/conformance-crd.md`: each server statement of CRD 2.2.1, the test that
 * shows it, and how that test ended in this run.
 */
interface Tested {
  readonly id: string;
  readonly file: string;
  readonly test: string;
}
interface Listed {
  readonly tested: readonly Tested[];
  readonly notApplicable: readonly { readonly id: string; readonly because: string }[];
}
interface Statement {
  readonly key: string;
  readonly conformance?: readonly string[];
  readonly requirement: string;
  readonly extension?: readonly { readonly url: string; readonly valueId?: string }[];
}
interface Run {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const read = <T>(place: string | URL): T => JSON.parse(readFileSync(place, 'utf8'));
const REQUIREMENTS = '../../../shared/data/davinci-crd-2.2.1-source/Requirements-fromNarrative.json';

const report = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'run.json');
spawnSync('npx', ['vitest', 'run', 'test/cds-hooks', 'test/conformance', '--reporter=json', `--outputFile=${report}`], {
  stdio: 'inherit',
});
const run = read<Run>(report);
const listed = read<Listed>(new URL('crd-requirements.json', import.meta.url));
const { statement } = read<{ statement: readonly Statement[] }>(new URL(REQUIREMENTS, import.meta.url));
const isServer = ({ extension = [] }: Statement) => extension.some(({ valueId }) => valueId === 'crd-server');

/** `passed` only where every test of that name passed. */
const stateOf = ({ file, test }: Tested): string => {
  const found = run.testResults
    .filter(({ name }) => name.endsWith(`/${file}`))
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ fullName }) => fullName.includes(test));
  if (found.length === 0) return 'no such test';
  return found.every(({ status }) => status === 'passed') ? 'passed' : (found[0]?.status ?? 'failed');
};

const rowOf = ({ key, conformance }: Statement): readonly string[] => {
  const tested = listed.tested.find(({ id }) => id === key);
  const because = listed.notApplicable.find(({ id }) => id === key)?.because;
  const level = conformance?.join(', ') ?? 'SHALL NOT';
  if (tested) return [key, level, `${tested.file}: ${tested.test}`, stateOf(tested)];
  return [key, level, because ?? '', because ? 'not applicable' : 'open'];
};

const rows = statement.filter(isServer).map(rowOf);
const count = (state: string) => rows.filter((row) => row[3] === state).length;
writeFileSync(
  new URL('../../docs/conformance-crd.md', import.meta.url),
  [
    '# Da Vinci CRD 2.2.1: statements about servers',
    '',
    'Written by `npx tsx test/conformance/write-table.ts` from a run of the tests. A test named here was chosen by reading;',
    'that it fails when the code behind the statement is broken has not been tried for each row.',
    '',
    `${rows.length} statements: ${count('passed')} passed, ${count('not applicable')} not applicable, ${count('open')} open.`,
    '',
    '| Statement | Level | Test, or why not | State |',
    '|---|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ].join('\n'),
);
