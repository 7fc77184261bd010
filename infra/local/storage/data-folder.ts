import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { findRunning, type Running, readRunning } from './running.ts';
import { unwritable } from './unwritable.ts';

export interface DataFolder {
  /** Key of the patient and member hashes; without it records cannot be found by person. */
  readonly secret: string;
  /** Secret that the access token key is derived from. */
  readonly tokenSecret: string;
  readonly lastStop: 'clean' | 'unclean';
  /** Whether index rows may be missing; due until it is `done`, through any number of stops and kills. */
  readonly repair: { readonly isDue: boolean; readonly done: () => Promise<void> };
  /** Path of a file in the folder; undefined when nothing is stored. */
  readonly at: (name: string) => string | undefined;
  /** Publishes the service's address to local tools. */
  readonly announce: (running: Pick<Running, 'url' | 'dynamodbEndpoint'>) => Promise<void>;
  readonly release: () => Promise<void>;
}

const newSecret = (): string => randomBytes(32).toString('hex');

const inMemory: DataFolder = {
  secret: newSecret(),
  tokenSecret: newSecret(),
  lastStop: 'clean',
  repair: { isDue: false, done: async () => undefined },
  at: () => undefined,
  announce: async () => undefined,
  release: async () => undefined,
};

export const secretIn = async (path: string, name = 'secret'): Promise<string> => {
  const file = join(path, name);
  await writeFile(file, newSecret(), { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  return (await readFile(file, 'utf8')).trim();
};

/** Holds a free loopback port until it is closed, or the process ends in whatever way. */
const holdPort = (): Promise<{ readonly port: number; readonly close: () => void }> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.unref();
      resolve({ port: (server.address() as AddressInfo).port, close: () => server.close() });
    });
  });

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

/**
 * Only its owner may look inside: the tables hold patients' data, and files in it may be readable to all. A folder that holds
 * something else is not ours to close. Windows has no such mode; there the user's own folders are closed already.
 */
const closeToOthers = async (path: string): Promise<void> => {
  if (process.platform === 'win32' || ((await stat(path)).mode & 0o077) === 0) return;
  const inside = await readdir(path);
  if (inside.length > 0 && !inside.includes('secret'))
    throw new Error(`${path} holds other files and is open to other users; give DATA_DIR a folder of its own.`);
  await chmod(path, 0o700);
};

/** Locks the data folder for this process; throws when another service uses it, or when it cannot be written. */
export const openDataFolder = async (path: string): Promise<DataFolder> => {
  if (path === ':memory:') return inMemory;
  return takeFolder(path).catch((error: unknown) => {
    throw unwritable(path, error);
  });
};

const takeFolder = async (path: string): Promise<DataFolder> => {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await closeToOthers(path);
  const lock = join(path, 'running.json');
  const held = await holdPort();
  const own = { pid: process.pid, since: Date.now(), lockPort: held.port, wholeWrites: true };
  const repair = join(path, 'repair-due');
  let lastStop: DataFolder['lastStop'] = 'clean';
  try {
    await writeFile(lock, JSON.stringify(own), { flag: 'wx' });
  } catch (error) {
    if (!isTaken(error)) throw error;
    const other = await findRunning(path);
    if (other) {
      held.close();
      throw new Error(`${path} is in use by ${other.url ? `a service at ${other.url}` : `process ${other.pid}`}.`);
    }
    lastStop = 'unclean';
    // Before the lock names this process, whose own end leaves nothing to repair.
    if (!(await readRunning(path))?.wholeWrites) await writeFile(repair, '');
    await writeFile(lock, JSON.stringify(own));
  }
  return {
    secret: await secretIn(path),
    tokenSecret: await secretIn(path, 'token-secret'),
    lastStop,
    repair: { isDue: existsSync(repair), done: () => rm(repair, { force: true }) },
    at: (name) => join(path, name),
    announce: (running) => writeFile(lock, JSON.stringify({ ...own, ...running })),
    release: async () => {
      const last = await readRunning(path);
      if (last?.pid === own.pid && last.since === own.since) await rm(lock, { force: true });
      held.close();
    },
  };
};
