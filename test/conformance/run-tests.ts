import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tested } from './requirements.ts';

interface Run {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Runs the tests of these statements in a checkout; how each ended, by name of file and test. */
export const runTests = (checkout: string, some: readonly Tested[]): Run => {
  const output = join(mkdtempSync(join(tmpdir(), 'conformance-')), 'run.json');
  const files = [...new Set(some.map(({ file }) => file))];
  const names = ['-t', [...new Set(some.map(({ test }) => literal(test)))].join('|')];
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', ...files, ...names, '--reporter=json', `--outputFile=${output}`];
  spawnSync(process.execPath, args, { cwd: checkout, stdio: 'ignore' });
  return JSON.parse(readFileSync(output, 'utf8'));
};

export const resultsOf = ({ testResults }: Run, { file, test }: Tested): readonly string[] =>
  testResults
    .filter(({ name }) => name.endsWith(`/${file}`))
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ fullName, status }) => fullName.includes(test) && status !== 'skipped' && status !== 'pending')
    .map(({ status }) => status);
