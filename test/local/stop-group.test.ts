import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { orderMessage } from '../support/endpoint-messages.ts';
import { startProcess } from '../support/service-process.ts';

let dataDir = '';
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stresspass-group-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** What compiles the sources is in the group, too: nothing may be compiled any more once the signal is there. */
test('stopped with its whole process group, it seals the audit trail and ends well', async () => {
  const service = await startProcess({ DATA_DIR: dataDir, TSX_DISABLE_CACHE: '1' }, { ownGroup: true });
  const headers = { 'content-type': 'application/fhir+json' };
  const body = JSON.stringify(orderMessage('of-a-group'));
  const told = await fetch(`${service.url}/r4/ServiceRequest/$assess`, { method: 'POST', headers, body });
  expect(told.status, await told.text()).toBe(200);
  expect(await service.stop('SIGTERM'), service.said()).toBe(0);
  expect(service.said()).not.toMatch(/audit-not-sealed|sealed/);
  const sealed = await readdir(join(dataDir, 'audit'), { recursive: true });
  expect(sealed.filter((name) => name.endsWith('.json'))).not.toEqual([]);
}, 60_000);
