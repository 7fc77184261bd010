import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { orderMessage } from '../support/endpoint-messages.ts';
import { copyOrders } from '../support/many-orders.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

const ORDERS = Number(process.env.ORDERS ?? 100_000);
const OWN = 'own-order-of-many';
const READY_MS = 10_000;
const MEGABYTES = 400;

let dataDir: string;
/** What a start on an empty folder takes here: on a machine that is busy otherwise, the measure of all. */
let emptyMs: number;
let running: ServiceProcess | undefined;
const limit = (): number => Math.max(READY_MS, 1.5 * emptyMs);
const dueIn = () => join(dataDir, 'repair-due');

/** The most memory a process ever held, in megabytes; known on Linux only. */
const peakOf = ({ pid }: ServiceProcess): number => {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return 0;
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(status, 'utf8'))?.[1]) / 1_024;
};
const start = async () => {
  const began = performance.now();
  const service = await startProcess({ DATA_DIR: dataDir });
  running = service;
  return { service, ms: performance.now() - began };
};
const statusOf = async ({ url }: ServiceProcess) => {
  const response = await fetch(`${url}/r4/ServiceRequest/${OWN}/$authorization-status`);
  await response.text();
  return response.status;
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'stresspass-many-'));
  const { service, ms } = await start();
  emptyMs = ms;
  const headers = { 'content-type': 'application/fhir+json' };
  const body = JSON.stringify(orderMessage(OWN));
  const told = await fetch(`${service.url}/r4/ServiceRequest/$assess`, { method: 'POST', headers, body });
  expect(told.status).toBe(200);
  await service.stop('SIGTERM');
  await copyOrders(join(dataDir, 'dynamodb'), {
    table: 'stresspass',
    count: ORDERS,
    orderId: OWN,
    isTemplate: (item) => JSON.stringify(item).includes(OWN),
  });
}, 30 * 60_000);
/** Also where a test failed in the middle. */
afterEach(() => running?.stop('SIGKILL'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test(`killed with ${ORDERS} orders on file, it is ready in ten seconds and small`, async () => {
  const first = await start();
  expect(await statusOf(first.service)).toBe(200);
  await first.service.stop('SIGKILL');
  const { service, ms } = await start();
  expect(service.said()).toContain('nothing that was acknowledged is lost');
  expect(await statusOf(service)).toBe(200);
  await sleep(10_000);
  console.log({ emptyMs: Math.round(emptyMs), readyMs: Math.round(ms), peakMb: Math.round(peakOf(service)) });
  expect(ms).toBeLessThan(limit());
  expect(peakOf(service)).toBeLessThan(MEGABYTES);
  await service.stop('SIGTERM');
});

test('a folder a release before left after a kill is ready as soon, and repaired behind it, through stops and kills', async () => {
  await writeFile(dueIn(), '');
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    const { service, ms } = await start();
    expect(ms).toBeLessThan(limit());
    expect(service.said()).toContain('which goes on now');
    expect(await statusOf(service)).toBe(200);
    await service.stop(signal);
    expect(existsSync(dueIn())).toBe(true);
  }
  const { service } = await start();
  for (let seconds = 0; existsSync(dueIn()) && seconds < 600; seconds++) await sleep(1_000);
  console.log({ peakMbOfRepair: Math.round(peakOf(service)) });
  expect(existsSync(dueIn())).toBe(false);
  expect(peakOf(service)).toBeLessThan(MEGABYTES);
  await service.stop('SIGTERM');
});
