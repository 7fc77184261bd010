import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyCheckout } from '../support/copy-checkout.ts';
import { readText } from './pages.ts';
import {
  fingerprint,
  isNoticed,
  type KeptPromise,
  PROMISES,
  PROOFS_PLACE,
  type PromiseProof,
  readPromiseProofs,
} from './promises.ts';

/**
 * `npx tsx test/docs/prove-promises.ts`: breaks our code in a copy of the checkout, one promise after the other, and keeps beside this file
 * which test that is named for the promise noticed. Tries what was not noticed yet; `-- all` tries everything, words choose among the promises.
 */
const POLITE = 5;
const SLOW = ['--testTimeout=120000', '--hookTimeout=120000'];

interface Results {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** A title as `-t` reads it; what a table of cases puts into it may be anything. */
const literal = (title: string): string =>
  title
    .split(/%[sdifjo#]|\$\w+/)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
const anyOf = (titles: readonly string[]): string => titles.map(literal).join('|') || '.';
/** Suites of the stack are run by the one test that imports them. */
const runBy = (file: string): string => (file.startsWith('test/infra/') ? 'test/infra/stack.test.ts' : file);

/** @returns the exit code; on a machine that is busy otherwise tests may take their time. */
const vitest = (checkout: string, files: readonly string[], titles: string, ...more: readonly string[]) =>
  spawnSync(
    process.execPath,
    [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...files, '-t', titles, ...SLOW, ...more],
    { cwd: checkout, stdio: 'ignore' },
  ).status;

type Shown = KeptPromise['shownBy'];

/** Whether the tests of a promise pass as the code is, all from one run: tests that do not, or are not there, prove nothing. */
const passingIn = (checkout: string, some: readonly KeptPromise[]) => {
  const output = join(mkdtempSync(join(tmpdir(), 'promises-')), 'run.json');
  const shown = some.flatMap(({ shownBy }) => Object.entries(shownBy));
  const files = [...new Set(shown.map(([file]) => runBy(file)))];
  vitest(
    checkout,
    files,
    anyOf([...new Set(shown.flatMap(([, titles]) => titles))]),
    '--reporter=json',
    `--outputFile=${output}`,
  );
  const { testResults }: Results = JSON.parse(readFileSync(output, 'utf8'));
  return (file: string, titles: readonly string[]): boolean => {
    const meant = testResults
      .filter(({ name }) => name.endsWith(`/${runBy(file)}`))
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ fullName, status }) => new RegExp(anyOf(titles)).test(fullName) && status !== 'skipped');
    return meant.length > 0 && meant.every(({ status }) => status === 'passed');
  };
};

/** Files whose tests do not pass as the code is: that is said, lest it look like a promise nobody keeps. */
const unsound = new Set<string>();

/** The first file whose tests pass as the code is, and fail once it is broken. */
const noticedBy = (
  checkout: string,
  { shownBy, broken }: KeptPromise,
  passes: (file: string, titles: Shown[string]) => boolean,
): string | undefined =>
  Object.entries(shownBy).find(([tests, titles]) => {
    if (!broken) return false;
    if (!passes(tests, titles)) {
      unsound.add(tests);
      return false;
    }
    const place = join(checkout, broken.file);
    const text = readFileSync(place, 'utf8');
    writeFileSync(
      place,
      text.replace(broken.from, () => broken.to),
    );
    const code = vitest(checkout, [runBy(tests)], anyOf(titles));
    writeFileSync(place, text);
    return code !== 0;
  })?.[0];

setPriority(POLITE);
const copy = copyCheckout('promises');
const words = process.argv.slice(2);
const proofs: Record<string, PromiseProof> = { ...readPromiseProofs() };
const all = Object.values(PROMISES).flatMap(({ promises, rows = [] }) => [
  ...promises,
  ...rows.map(({ row, ...one }): KeptPromise => ({ says: row, ...one })),
]);
const keep = (): void => {
  const known = all.flatMap(({ says }) => (proofs[says] ? [[says, proofs[says]] as const] : []));
  writeFileSync(PROOFS_PLACE, `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`);
};
const meant = all.filter((one) => {
  if (!one.broken) return false;
  if (words.length === 0) return !isNoticed(one, proofs);
  return words.includes('all') || words.some((word) => one.says.includes(word));
});
for (const { says, broken } of meant)
  if (broken && readText(broken.file).split(broken.from).length !== 2) throw new Error(`Cannot be broken: ${says}`);
const passes = meant.length ? passingIn(copy, meant) : () => false;
for (const promise of meant) {
  const by = noticedBy(copy, promise, passes);
  proofs[promise.says] = { of: fingerprint(promise), ...(by ? { noticedBy: by } : {}) };
  process.stdout.write(`${by ? `noticed by ${by}` : 'NOT NOTICED'}: ${promise.says} …\n`);
  if (!by) process.exitCode = 1;
  keep();
}
if (unsound.size) process.stdout.write(`Did not pass unbroken: ${[...unsound].join(', ')}\n`);
rmSync(join(copy, '..'), { recursive: true, force: true });
