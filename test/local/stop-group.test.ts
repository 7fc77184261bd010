import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { orderMessage } from '../support/endpoint-messages.ts';
import { startProcess } from '../support/service-process.ts';

const WATCH = fileURLToPath(new URL('../support/watch-loads.mjs', import.meta.url));

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stresspass-group-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** What compiles the sources is in the group, too: nothing may be compiled any more once the signal is there. */
test('stopped with its whole process group, it seals the audit trail and ends well', async () => {
  const service = await startProcess({ DATA_DIR: folder, TSX_DISABLE_CACHE: '1' }, [], {
    ownGroup: true,
    fromSources: true,
  });
  const headers = { 'content-type': 'application/fhir+json' };
  const body = JSON.stringify(orderMessage('of-a-group'));
  const told = await fetch(`${service.url}/r4/ServiceRequest/$assess`, { method: 'POST', headers, body });
  expect(told.status, await told.text()).toBe(200);
  expect(await service.stop('SIGTERM'), service.said()).toBe(0);
  expect(service.said()).not.toContain('audit-not-sealed');
  const sealed = await readdir(join(folder, 'audit'), { recursive: true });
  expect(sealed.filter((name) => name.endsWith('.json'))).not.toEqual([]);
}, 60_000);

test('all that closing takes is loaded before it says that it is there', async () => {
  const loads = join(folder, 'loads');
  const environment = { DATA_DIR: join(folder, 'data'), LOADS_IN: loads, NODE_OPTIONS: `--import ${WATCH}` };
  const service = await startProcess(environment, [], { fromSources: true });
  const said = Date.now();
  expect(await service.stop('SIGTERM')).toBe(0);
  const loaded = (await readFile(loads, 'utf8')).split('\n').filter((line) => line !== '');
  expect(loaded.length).toBeGreaterThan(100);
  expect(loaded.some((line) => line.endsWith('folder-manifests.ts'))).toBe(true);
  expect(loaded.filter((line) => Number(line.split(' ')[0]) > said)).toEqual([]);
}, 60_000);
