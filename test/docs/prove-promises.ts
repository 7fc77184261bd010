import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { copyCheckout } from '../support/copy-checkout.ts';
import { readText } from './pages.ts';
import { type Break, type KeptPromise, PROMISES } from './promises.ts';

/**
 * `npx tsx test/docs/prove-promises.ts`: breaks our code in a copy of the checkout, one promise after the other, and says whether a test that
 * is named for the promise noticed. Words choose among the promises.
 */
const POLITE = 10;

/** A title as `-t` reads it; what a table of cases puts into it may be anything. */
const literal = (title: string): string =>
  title
    .split(/%[sdifjo#]|\$\w+/)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');

/** Whether some tests of a file pass in a checkout; on a machine that is busy otherwise they may take their time. */
const passes = (checkout: string, file: string, titles: readonly string[]): boolean => {
  const runs = file.startsWith('test/infra/') ? 'test/infra/stack.test.ts' : file;
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const args = [
    vitest,
    'run',
    runs,
    '-t',
    titles.map(literal).join('|') || '.',
    '--testTimeout=120000',
    '--hookTimeout=120000',
  ];
  return spawnSync(process.execPath, args, { cwd: checkout, stdio: 'ignore' }).status === 0;
};

/** Files whose tests do not pass as the code is prove nothing: that is said, lest it look like a promise nobody keeps. */
const unsound: string[] = [];

/** The first file whose tests pass as the code is, and fail once it is broken. */
const noticedBy = (checkout: string, { shownBy }: KeptPromise, { file, from, to }: Break): string | undefined =>
  Object.entries(shownBy).find(([tests, titles]) => {
    if (!passes(checkout, tests, titles)) {
      unsound.push(tests);
      return false;
    }
    const text = readText(file);
    writeFileSync(
      join(checkout, file),
      text.replace(from, () => to),
    );
    const noticed = !passes(checkout, tests, titles);
    writeFileSync(join(checkout, file), text);
    return noticed;
  })?.[0];

setPriority(POLITE);
const copy = copyCheckout('promises');
const words = process.argv.slice(2);
const all = Object.values(PROMISES).flatMap(({ promises, rows = [] }) => [
  ...promises,
  ...rows.map(({ row, ...one }): KeptPromise => ({ says: row, ...one })),
]);
for (const promise of all) {
  const { says, broken } = promise;
  if (!broken || (words.length > 0 && !words.some((word) => says.includes(word)))) continue;
  const by = noticedBy(copy, promise, broken);
  process.stdout.write(`${by ? `noticed by ${by}` : 'NOT NOTICED'}: ${says} …\n`);
  if (!by) process.exitCode = 1;
}
if (unsound.length) process.stdout.write(`Did not pass unbroken: ${[...new Set(unsound)].join(', ')}\n`);
rmSync(join(copy, '..'), { recursive: true, force: true });
