import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../support/run-command.ts';
import { startProcess } from '../support/service-process.ts';

test('rotate-keys on a laptop: both keys at once, moved, and the old one is kept while anything is by it', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'stresspass-rotate-'));
  const rotate = (...words: readonly string[]) => runCommand(['admin', 'rotate-keys', ...words], { DATA_DIR: dataDir });
  const secret = async () => (await readFile(join(dataDir, 'secret'), 'utf8')).trim();
  // Its first start leaves an order of the sandbox, under the first key.
  await (await startProcess({ DATA_DIR: dataDir })).stop('SIGTERM');
  const first = await secret();
  expect((await rotate('--begin')).code).toBe(0);
  expect(JSON.parse(await secret())).toEqual({ current: '2', keys: { 1: first, 2: expect.any(String) } });
  const early = await rotate('--finish');
  expect(early.code).not.toBe(0);
  expect(early.stderr).toContain('still by an earlier version');
  expect(Object.keys(JSON.parse(await secret()).keys)).toEqual(['1', '2']);
  const moved = await rotate();
  expect(moved.stdout).toMatch(/^[1-9]\d* items moved to version 2; none is left by 1\./);
  const { stdout: settings } = await runCommand(['admin', 'tenants', 'show', 'demo'], { DATA_DIR: dataDir });
  expect(JSON.parse(settings)).toMatchObject({ keyId: '2' });
  expect((await rotate('--finish')).code).toBe(0);
  expect(JSON.parse(await secret())).toEqual({ current: '2', keys: { 2: expect.any(String) } });
  await rm(dataDir, { recursive: true, force: true });
}, 180_000);
