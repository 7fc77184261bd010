import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chartOf } from '../support/ehr-harness.ts';
import { type EhrStub, startEhrStub } from '../support/ehr-stub.ts';
import { notification } from '../support/notifications.ts';
import { upcomingOrder } from '../support/orders.ts';
import { runWell } from '../support/run-command.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'notified-'));
const secret = 'hook-secret';
const environment = { DATA_DIR: join(folder, 'data') };
let stub: EhrStub;
let service: ServiceProcess;

/** An operator's settings, put by the command, before the service is started for the first time. */
beforeAll(async () => {
  stub = await startEhrStub();
  writeFileSync(join(folder, 'hook'), secret);
  writeFileSync(
    join(folder, 'tenant.json'),
    JSON.stringify({
      id: 'demo',
      timeZone: 'America/New_York',
      sources: [{ id: 'demo-ehr', name: 'EHR', hookSecret: `file:${join(folder, 'hook')}`, fhir: { base: stub.base } }],
      outbound: [stub.origin],
    }),
  );
  await runWell(['admin', 'tenants', 'put', join(folder, 'tenant.json')], environment);
  service = await startProcess(environment);
}, 60_000);
afterAll(async () => {
  await service.stop('SIGKILL');
  stub.close();
  rmSync(folder, { recursive: true, force: true });
});

const deliver = async (number: number, id: string): Promise<number> => {
  const body = notification('orders', 'event-notification', number, [{ number, focus: `ServiceRequest/${id}` }]);
  const { status } = await fetch(`${service.url}/events/demo-ehr`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/fhir+json' },
    body: JSON.stringify(body),
  });
  return status;
};
const asked = async (path: string): Promise<void> => {
  while (!stub.names().includes(path)) await sleep(20);
};
const killAndStart = async (): Promise<void> => {
  await service.stop('SIGKILL');
  stub.moods.clear();
  stub.asked.length = 0;
  service = await startProcess(environment);
};
/** `codes` and version of the record, once there is one. */
const recordOf = async (id: string): Promise<string> => {
  for (let n = 0; n < 200; n++) {
    const response = await fetch(`${service.url}/r4/ServiceRequest/${id}/$authorization-status`);
    if (response.status === 200) return JSON.stringify(await response.json());
    await sleep(50);
  }
  return 'no record';
};

test('killed right after 202, the order is read back and answered by the next life', async () => {
  stub.charts.push(...chartOf('killed-at-once', upcomingOrder('killed-at-once')));
  stub.moods.set('ServiceRequest', { is: 'slow', ms: 60_000 });
  expect(await deliver(1, 'killed-at-once')).toBe(202);
  await killAndStart();
  expect(await recordOf('killed-at-once')).toContain('93351');
}, 60_000);

test('killed while the chart is read, it is read again; told once more, it is still one version', async () => {
  stub.charts.push(...chartOf('killed-reading', upcomingOrder('killed-reading')));
  stub.moods.set('Condition', { is: 'slow', ms: 60_000 });
  expect(await deliver(2, 'killed-reading')).toBe(202);
  await asked('Condition');
  await killAndStart();
  expect(await recordOf('killed-reading')).toContain('93351');
  expect(await deliver(2, 'killed-reading')).toBe(202);
  await sleep(1_000);
  expect(JSON.parse(await recordOf('killed-reading'))).toMatchObject({ meta: { versionId: '1' } });
  expect(stub.names().filter((name) => name === 'ServiceRequest/killed-reading')).toHaveLength(1);
}, 60_000);
