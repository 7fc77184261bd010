import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startDynamodb } from '../../infra/local/dynamodb.ts';
import { LOCAL_TABLE } from '../../infra/local/environment.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { INDEXES, keys } from '../../shared/adapters/dynamodb/table.ts';
import { type EhrStub, startEhrStub } from '../support/ehr-stub.ts';
import { loseIndexRows } from '../support/lose-index-rows.ts';
import { CLOCK, copyDataFolder, fillTable, readFixture, readRows } from '../support/release-fixture.ts';
import { runCommand } from '../support/run-command.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

/** The engine, the service and the tests may share a busy machine. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const [reading, working] = [await readFixture('reading.jsonl'), await readFixture('working.jsonl')];
/** No process has this number. */
const GONE = 2 ** 30;

let ehr: EhrStub;
let folder: string;
let environment: Record<string, string>;
let service: ServiceProcess;
let lost: number;

/** The data folder of a release that was killed. */
beforeAll(async () => {
  folder = await copyDataFolder();
  ehr = await startEhrStub();
  const places = { ehr: ehr.origin, folder };
  ehr.charts.push(...(await readFixture('ehr.jsonl', places)));
  const engine = await startDynamodb({ dataDir: join(folder, 'dynamodb') });
  const client = dynamodbClient({ region: 'us-east-1', endpoint: engine.endpoint });
  await fillTable(client, await readRows(places));
  client.destroy();
  await engine.close();
  const indexes = Object.values(INDEXES).map(({ name }) => name);
  lost = await loseIndexRows(join(folder, 'dynamodb'), LOCAL_TABLE, indexes, keys.headAt('').sk);
  await writeFile(join(folder, 'running.json'), JSON.stringify({ pid: GONE, since: 0 }));
  const preload = `${process.env.NODE_OPTIONS ?? ''} --import ${CLOCK}`.trim();
  environment = { DATA_DIR: folder, NODE_OPTIONS: preload, CLOCK_AT: '2026-11-25T15:02:00.000Z' };
  service = await startProcess(environment);
});
afterAll(async () => {
  await service.stop('SIGKILL');
  ehr.close();
  await rm(folder, { recursive: true, force: true });
});

const until = async <T>(look: () => Promise<T | undefined>): Promise<T | undefined> => {
  for (let tries = 0; tries < 100; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(100);
  }
  return undefined;
};
const status = (id: string) => fetch(`${service.url}/r4/ServiceRequest/${id}/$authorization-status?source=demo-ehr`);

test('a service that starts on it puts its index rows right', () => {
  expect(lost).toBeGreaterThan(60);
  expect(service.said()).toContain('not clean: the index of the records was checked');
});

test('it serves what was recorded', async () => {
  const isStatus = ({ ask }: (typeof reading)[number]) =>
    ask?.as === 'demo' && ask.path.includes('authorization-status');
  const recorded = reading.filter(isStatus);
  expect(recorded.length).toBeGreaterThan(30);
  for (const { ask, answer } of recorded) {
    const response = await fetch(`${service.url}${ask.path}`);
    expect([response.status, await response.json()]).toMatchObject([200, { id: answer.body.id }]);
  }
  const found = await fetch(`${service.url}/r4/Task?business-status=denied`);
  expect(await found.json()).toMatchObject({ total: 1, entry: [{ resource: { id: 'demo-ehr..denied' } }] });
});

test('it finishes what was promised and works on what had come in', async () => {
  const [{ becomes }] = working;
  const expected: readonly string[] = becomes.published.map((event: { detail: { id: string } }) => event.detail.id);
  const file = join(folder, 'events.jsonl');
  const missing = await until(async () => {
    const text = await readFile(file, 'utf8').catch(() => '');
    return expected.every((id) => text.includes(id)) ? [] : undefined;
  });
  expect(missing).toEqual([]);
  for (const id of ['waiting-whole', 'waiting-reference', 'told-late', 'missed'])
    expect([id, await until(async () => ((await status(id)).ok ? 'recorded' : undefined))]).toEqual([id, 'recorded']);
});

test('it stops cleanly, and the audit trail that the release sealed is whole', async () => {
  expect(await service.stop('SIGTERM')).toBe(0);
  const { stdout } = await runCommand(['admin', 'audit-verify'], environment);
  expect(stdout).toMatch(/^demo: ok, [3-9] windows, \d+ entries, sealed until 2026-11-25T/m);
});
