import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readText } from './pages.ts';
import { type KeptPromise, PROMISES } from './promises.ts';

/**
 * `npx tsx test/docs/prove-promises.ts`: breaks our code in a copy of the checkout, one promise after the other, and says whether a test that
 * is named for the promise noticed. A word of a promise chooses: `… loopback`.
 */
const CHECKOUT = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = [
  'shared',
  'rules',
  'functions',
  'infra',
  'test',
  'docs',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
];
const POLITE = 10;

const openCopy = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'promises-'));
  const copy = join(folder, 'checkout');
  mkdirSync(copy);
  for (const name of COPIED) cpSync(join(CHECKOUT, name), join(copy, name), { recursive: true });
  symlinkSync(join(CHECKOUT, 'node_modules'), join(copy, 'node_modules'));
  const beside = join(CHECKOUT, '..', 'shared');
  if (existsSync(beside)) symlinkSync(beside, join(folder, 'shared'));
  return copy;
};

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether the tests of a promise pass in a checkout. */
const passes = (checkout: string, { shownBy }: KeptPromise): boolean => {
  const files = Object.keys(shownBy).map((file) =>
    file.startsWith('test/infra/') ? 'test/infra/stack.test.ts' : file,
  );
  const names = Object.values(shownBy).flat().map(literal).join('|');
  const args = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...new Set(files), '-t', names];
  return spawnSync(process.execPath, args, { cwd: checkout, stdio: 'ignore' }).status === 0;
};

setPriority(POLITE);
const copy = openCopy();
const [word = ''] = process.argv.slice(2);
for (const promise of Object.values(PROMISES).flatMap(({ promises }) => promises)) {
  const { says, broken } = promise;
  if (!broken || !says.includes(word)) continue;
  const sound = passes(copy, promise);
  const text = readText(broken.file);
  writeFileSync(
    join(copy, broken.file),
    text.replace(broken.from, () => broken.to),
  );
  const noticed = !passes(copy, promise);
  writeFileSync(join(copy, broken.file), text);
  const verdict = sound ? (noticed ? 'noticed' : 'NOT NOTICED') : 'fails as it is';
  process.stdout.write(`${verdict}: ${says} …\n`);
  if (!sound || !noticed) process.exitCode = 1;
}
rmSync(join(copy, '..'), { recursive: true, force: true });
