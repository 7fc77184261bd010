import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

/** Packages are found from here. */
const CACHE = fileURLToPath(new URL('../../node_modules/.cache', import.meta.url));
const FOLDER = 'MADE_ONCE_A_RUN';

/** Before a run of the tests, and after it: a folder for what many files of tests use and none changes. */
export const setup = (project: TestProject): (() => void) => {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'stresspass-run-'));
  process.env[FOLDER] = folder;
  const empty = () => rmSync(folder, { recursive: true, force: true });
  project.onTestsRerun(empty);
  return empty;
};

/**
 * Makes something when the first test of a run needs it; other workers wait for it meanwhile, and whoever comes later finds it there.
 * @returns its folder; `undefined` outside of a run of the tests
 */
export const onceARun = async (
  name: string,
  make: (folder: string) => Promise<unknown>,
): Promise<string | undefined> => {
  const run = process.env[FOLDER];
  if (!run) return undefined;
  const [folder, done, busy] = [join(run, name), join(run, `${name}.done`), join(run, `${name}.busy`)];
  mkdirSync(run, { recursive: true });
  while (!existsSync(done)) {
    const isMine = await mkdir(busy).then(
      () => true,
      () => false,
    );
    if (!isMine) await sleep(50);
    else
      try {
        if (!existsSync(done)) await make(folder);
        writeFileSync(done, '');
      } finally {
        rmSync(busy, { recursive: true });
      }
  }
  return folder;
};
