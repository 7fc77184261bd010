import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleFunctions } from '../../../infra/cli/build/bundle-functions.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/stresspass-bench');
const CLONES = join(CACHE, 'refs');

/** What a service says when it can be called, and how long what it begins then may take: entering the orders it found in lists. */
const READY = 'http://localhost:';
const BEGUN_MS = 5_000;

/** A tree that has been built: its folder, and the functions as its own scripts make them. */
export interface Build {
  readonly name: string;
  readonly folder: string;
  readonly dist: string;
}

const run = (folder: string, command: string, ...given: readonly string[]): string =>
  execFileSync(command, given, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();

/** This tree as it stands, changes that are not committed among it; beside `dist`, which somebody may build anew meanwhile. */
export const ownBuild = async (): Promise<Build> => {
  const dist = join(CACHE, 'own');
  await bundleFunctions(dist);
  return { name: 'this tree', folder: ROOT, dist };
};

/** A commit in a clone of its own with the packages of its own lock file; kept for the next run. */
export const buildOf = (ref: string): Build => {
  const commit = run(ROOT, 'git', 'rev-parse', '--verify', `${ref}^{commit}`);
  const folder = join(CLONES, commit);
  const dist = join(folder, 'dist');
  if (!existsSync(join(dist, 'fhir-api', 'index.mjs'))) {
    rmSync(folder, { recursive: true, force: true });
    run(ROOT, 'git', 'clone', '--quiet', '--shared', '--no-checkout', '.', folder);
    run(folder, 'git', 'checkout', '--quiet', commit);
    run(folder, 'npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--silent');
    run(folder, 'npm', 'run', 'build', '--silent');
  }
  return { name: commit.slice(0, 7), folder, dist };
};

/** Has the tree's own `npm start` make its table and its first tenants in the engine, and stops it. */
export const seedTable = async ({ folder }: Build, endpoint: string): Promise<void> => {
  const data = mkdtempSync(join(tmpdir(), 'stresspass-bench-'));
  const service = spawn('npm', ['start', '--silent'], {
    cwd: folder,
    env: { ...process.env, PORT: '0', DATA_DIR: data, DYNAMODB_ENDPOINT: endpoint },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: npm, its shell and the service end together.
    detached: true,
  });
  const ended = once(service, 'close');
  let said = '';
  service.stdout.on('data', (text) => {
    const wasReady = said.includes(READY);
    said += text;
    const { pid } = service;
    if (!wasReady && said.includes(READY) && pid) setTimeout(() => process.kill(-pid, 'SIGTERM'), BEGUN_MS);
  });
  await ended;
  if (!said.includes(READY)) throw new Error(`The service in ${folder} did not start.`);
  rmSync(data, { recursive: true, force: true });
};
