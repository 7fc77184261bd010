import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDataFolder } from '../../infra/local/storage/data-folder.ts';
import { findRunning } from '../../infra/local/storage/running.ts';

const FOLDER = new URL('../../infra/local/storage/data-folder.ts', import.meta.url).href;
const PATIENCE_MS = 60_000;

let path = '';
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'stresspass-lock-'));
});
afterEach(() => rm(path, { recursive: true, force: true }));

/** A process that took the folder and then does something else. */
const holder = async (then: string) => {
  const code = `import(${JSON.stringify(FOLDER)}).then(async ({ openDataFolder }) => {
    const folder = await openDataFolder(${JSON.stringify(path)});
    await folder.announce({ url: 'http://localhost:1' });
    process.stdout.write('held');
    ${then}
  });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--eval', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return {
    pid: child.pid,
    kill: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    },
  };
};

test.each([
  ['too busy to answer', 'for (;;);'],
  ['stopped', "process.kill(process.pid, 'SIGSTOP');"],
])(
  'a process that is %s keeps its folder, and loses it when it is gone',
  async (_what, then) => {
    const { pid, kill } = await holder(then);
    expect(await findRunning(path)).toMatchObject({ pid });
    await expect(openDataFolder(path)).rejects.toThrow('is in use by a service at http://localhost:1');
    await kill();
    expect(await findRunning(path)).toBeUndefined();
    const folder = await openDataFolder(path);
    expect(folder.lastStop).toBe('unclean');
    await folder.release();
    expect(existsSync(join(path, 'running.json'))).toBe(false);
  },
  PATIENCE_MS,
);

test('a folder that somebody else took meanwhile is not released', async () => {
  const folder = await openDataFolder(path);
  const other = JSON.stringify({ pid: process.pid, since: 1 });
  await writeFile(join(path, 'running.json'), other);
  await folder.release();
  expect(await readFile(join(path, 'running.json'), 'utf8')).toBe(other);
});

test('a service of the release before, busy or not, is known by the port it answers at', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const url = `http://localhost:${(silent.address() as AddressInfo).port}`;
  await writeFile(join(path, 'running.json'), JSON.stringify({ pid: process.pid, since: 1, url }));
  expect(await findRunning(path)).toMatchObject({ url });
  await new Promise((resolve) => silent.close(resolve));
  expect(await findRunning(path)).toBeUndefined();
});
