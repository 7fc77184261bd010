import { randomBytes } from 'node:crypto';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readHashKeys } from '../../../shared/adapters/hash-keys.ts';
import { secretIn } from './data-folder.ts';
import { findRunning } from './running.ts';

const write = async (dataDir: string, current: string, keys: ReadonlyMap<string, string>): Promise<void> => {
  const file = join(dataDir, 'secret');
  await writeFile(`${file}.new`, JSON.stringify({ current, keys: Object.fromEntries(keys) }), {
    mode: 0o600,
    flush: true,
  });
  await rename(`${file}.new`, file);
};

/** A running service only knows the keys it started with: it must not read what was written with a newer one. */
const refuseRunning = async (dataDir: string): Promise<void> => {
  if (await findRunning(dataDir))
    throw new Error('A service runs on this data: stop it, then it will start with the new keys.');
};

/** Adds a new version of the hash key and makes it the current one; returns its name. */
export const beginRotation = async (dataDir: string): Promise<string> => {
  await refuseRunning(dataDir);
  const { versions, keys } = readHashKeys(await secretIn(dataDir));
  if (versions.length > 1) throw new Error(`A rotation to version ${versions[0]} is under way; finish it first.`);
  const next = String(Number(versions[0]) + 1);
  await write(dataDir, next, new Map([...keys, [next, randomBytes(32).toString('hex')]]));
  return next;
};

/** Deletes every version but the current one; the caller ensures that no data uses the others. */
export const finishRotation = async (dataDir: string): Promise<string> => {
  await refuseRunning(dataDir);
  const { versions, keys } = readHashKeys(await secretIn(dataDir));
  const [current] = versions;
  await write(dataDir, current, new Map([...keys].filter(([version]) => version === current)));
  return current;
};
