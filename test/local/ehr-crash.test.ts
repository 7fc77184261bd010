import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FhirResource, ServiceRequest, Task } from 'fhir/r4';
import { Client } from 'fhir-kit-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inDays } from '../support/days.ts';
import { chartOf, HOOK_SECRET } from '../support/ehr-harness.ts';
import { type EhrAsk, type EhrStub, startEhrStub } from '../support/ehr-stub.ts';
import { notification } from '../support/notifications.ts';
import { upcomingOrder } from '../support/orders.ts';
import { runWell } from '../support/run-command.ts';
import { type ServiceProcess, startProcess } from '../support/service-process.ts';

const ORDER = 'crashed';
const SOURCE = 'demo-ehr';
const STATEMENT = 'http://hl7.org/fhir/us/davinci-crd/StructureDefinition/ext-coverage-information';

let ehr: EhrStub;
let dataDir: string;
let service: ServiceProcess;
beforeEach(async () => {
  ehr = await startEhrStub();
  dataDir = await mkdtemp(join(tmpdir(), 'stresspass-ehr-'));
  await writeFile(join(dataDir, 'hook'), HOOK_SECRET);
  const fhir = { base: ehr.base, writeBack: true };
  const source = { id: SOURCE, name: 'EHR of the test', hookSecret: `file:${join(dataDir, 'hook')}`, fhir };
  const tenant = { id: 'demo', timeZone: 'America/New_York', outbound: [ehr.origin], sources: [source] };
  await writeFile(join(dataDir, 'tenant.json'), JSON.stringify(tenant));
  await runWell(['admin', 'tenants', 'put', join(dataDir, 'tenant.json')], { DATA_DIR: dataDir });
  ehr.charts.push(
    ...chartOf(ORDER, upcomingOrder(ORDER)).map((one) =>
      one.resourceType === 'ServiceRequest'
        ? { ...one, meta: { versionId: '1', lastUpdated: '2026-11-20T10:00:00Z' } }
        : one,
    ),
  );
  service = await startProcess({ DATA_DIR: dataDir });
}, 60_000);
afterEach(async () => {
  await service.stop('SIGKILL');
  ehr.close();
  await rm(dataDir, { recursive: true, force: true });
});

const killed = async (): Promise<void> => void (await service.stop('SIGKILL'));
const startAgain = async (): Promise<void> => {
  service = await startProcess({ DATA_DIR: dataDir });
};
/** The process dies at this very moment of the work, once. */
const killAt = (when: 'before' | 'written', isMoment: (ask: EhrAsk) => boolean): Promise<void> =>
  new Promise((resolve) => {
    ehr.stops[when] = async (ask) => {
      if (!isMoment(ask)) return;
      delete ehr.stops[when];
      await killed();
      resolve();
    };
  });
const asks = (method: string, type: string) => (ask: EhrAsk) => ask.method === method && ask.path.startsWith(type);

const until = async <T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> => {
  for (let tries = 0; tries < 300; tries++) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await sleep(100);
  }
  throw new Error(`never came: ${what}. It said: ${service.said()}`);
};
const api = () => new Client({ baseUrl: `${service.url}/r4` });
const task = async (): Promise<Task | undefined> => {
  const asked = { resourceType: 'ServiceRequest', id: ORDER, name: '$authorization-status', method: 'GET' } as const;
  const found: unknown = await api()
    .operation(asked)
    .catch(() => undefined);
  return found as Task | undefined;
};
const isOrder = (one: FhirResource): one is ServiceRequest => one.resourceType === 'ServiceRequest';
const statements = () => (ehr.charts.find(isOrder)?.extension ?? []).filter(({ url }) => url === STATEMENT);
const copies = () => ehr.charts.filter(({ resourceType }) => resourceType === 'CoverageEligibilityResponse');
/** Published events of the order by type and id, however often each went out. */
const events = async (): Promise<readonly string[]> => {
  const text = await readFile(join(dataDir, 'events.jsonl'), 'utf8').catch(() => '');
  const lines = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter((event) => event.detail.order === `ServiceRequest/${ORDER}`);
  return [...new Set(lines.map((event) => `${event['detail-type']} ${event.detail.id}`))];
};

let number = 0;
/** Ways the EHR tells of its order. */
const WAYS: Readonly<Record<string, () => Promise<number>>> = {
  'its subscription': async () => {
    number += 1;
    const body = notification('orders', 'event-notification', number, [{ number, focus: `ServiceRequest/${ORDER}` }]);
    const { status } = await fetch(`${service.url}/events/${SOURCE}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${HOOK_SECRET}`, 'content-type': 'application/fhir+json' },
      body: JSON.stringify(body),
    });
    return status;
  },
  'an integrator with fhir-kit-client': async () => {
    const hook = new Client({ baseUrl: `${service.url}/events/${SOURCE}`, bearerToken: HOOK_SECRET });
    const reader = new Client({ baseUrl: ehr.base });
    const body = await reader.read({ resourceType: 'ServiceRequest', id: ORDER });
    await hook.update({ resourceType: 'ServiceRequest', id: ORDER, body });
    return 202;
  },
};

test.each(Object.entries(WAYS))(
  'told by %s, killed between any two steps: answered, recorded and written back once',
  async (_, tell) => {
    // It is told, says that it is durable, and dies before it does anything.
    expect(await tell()).toBe(202);
    await killed();

    // Dies while it reads the chart.
    const reading = killAt('before', asks('GET', 'Condition'));
    await startAgain();
    await reading;
    expect(statements()).toEqual([]);

    // Dies as soon as the record stands.
    await startAgain();
    const before = await until('the record', task);
    expect(before.focus?.reference).toContain(ORDER);
    await killed();

    // Dies when the order at the EHR is written, before it hears of it.
    const stating = statements().length ? undefined : killAt('written', asks('PATCH', 'ServiceRequest'));
    await startAgain();
    await stating;
    expect(statements()).toHaveLength(1);

    // Dies when the answer is created there, before it hears of it.
    const answering = copies().length ? undefined : killAt('written', asks('POST', 'CoverageEligibilityResponse'));
    await startAgain();
    await answering;
    await startAgain();
    await until(
      'the answer a second time',
      () => ehr.asked.filter(asks('POST', 'CoverageEligibilityResponse')).length > (answering ? 1 : 0) || undefined,
    );
    expect(statements()).toHaveLength(1);
    expect(copies()).toHaveLength(1);

    // The EHR tells of what we wrote ourselves; it dies over that too.
    ehr.asked.length = 0;
    expect(await tell()).toBe(202);
    await killed();
    await startAgain();
    await until('the echo read', () => ehr.asked.some(asks('GET', 'Condition')) || undefined);
    await sleep(3_000);
    expect(ehr.asked.filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(await task()).toMatchObject({ id: before.id, businessStatus: before.businessStatus });
    expect((await task())?.meta?.versionId).toBe(before.meta?.versionId);
    expect((await events()).map((event) => event.split(' ')[0]).sort()).toEqual([
      'AuthorizationChanged',
      'StressTestAssessed',
    ]);

    // What staff hears from the payer reaches the order at the EHR as well.
    const parameter = [
      { name: 'decision', valueCode: 'approved' },
      { name: 'number', valueString: 'A-77' },
      { name: 'period', valuePeriod: { start: '2026-01-01', end: inDays(60) } },
    ];
    const input = { resourceType: 'Parameters', parameter };
    await api().operation({ resourceType: 'ServiceRequest', id: ORDER, name: '$record-decision', input });
    await until('the number at the EHR', () => JSON.stringify(statements()).includes('A-77') || undefined);
    expect(statements()).toHaveLength(1);
  },
  240_000,
);
