import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { redriveUndelivered } from '../../infra/cli/admin/undelivered.ts';
import { callAws } from '../../infra/cli/events/call-aws.ts';
import { awsEndpoint } from '../../infra/local/aws/endpoint.ts';
import { makeLocalQueue } from '../../infra/local/aws/queue.ts';
import { sqsOperations } from '../../infra/local/aws/sqs.ts';
import { startServer } from '../../infra/local/http/server.ts';
import { makeDeadLetters } from '../../shared/adapters/aws/dead-letters.ts';
import { listDead, redrive } from '../../shared/app/inbox/redrive.ts';
import { idOfGivenUp } from '../../shared/app/ports/given-up.ts';
import { type EventHarness, openEventHarness, TENANT } from '../support/event-harness.ts';
import { MARKS, orderBundle } from '../support/orders.ts';
import { runWell } from '../support/run-command.ts';
import { startProcess } from '../support/service-process.ts';
import { STORE_ENGINES } from '../support/store-engines.ts';

describe('a dead letter', () => {
  let harness: EventHarness;
  beforeEach(async () => {
    harness = await openEventHarness();
    const { deadLetterList, clock } = harness.ports;
    Object.assign(harness.harness.ports, { deadLetters: makeDeadLetters(deadLetterList, harness.deadLetters, clock) });
  });
  afterEach(() => harness.close());
  const send = (source: string = TENANT.source, id = 'one') =>
    harness.receive({ source, detail: { source, bundle: orderBundle(id) } });
  const settingsWith = (...sources: readonly string[]) =>
    harness.ports.settings.put({
      id: TENANT.id,
      timeZone: 'America/New_York',
      confirmationRequired: false,
      rosterComplete: [],
      sources: sources.map((id) => ({ id, name: id })),
    });
  const redriveAll = async () => {
    for (const letter of await listDead(harness.ports)) await redrive(letter, harness.ports);
    await harness.drain();
  };

  test('is listed without patient data, and answered once its cause is fixed and it is redriven', async () => {
    await send();
    await settingsWith('other');
    await harness.drain();
    const listed = await listDead(harness.ports);
    expect(listed).toEqual([
      {
        tenant: TENANT.id,
        id: expect.stringMatching(/^[0-9a-f]{40}$/),
        kind: 'message',
        source: TENANT.source,
        problem: 'not-found',
        since: harness.time.now,
      },
    ]);
    for (const mark of MARKS) expect(JSON.stringify(listed)).not.toContain(mark);
    await settingsWith(TENANT.source);
    await redriveAll();
    expect(await listDead(harness.ports)).toEqual([]);
    expect((await harness.record('one'))?.version).toBe(1);
    expect(await harness.ports.inbox.waiting(10)).toEqual([]);
    expect(harness.logged.filter((line) => line.includes('"redriven"'))).toHaveLength(1);
  });

  test('returns to the list with its new time when its cause is not fixed', async () => {
    await harness.receive({ detail: { source: TENANT.source, bundle: { resourceType: 'Bundle' } } });
    await harness.drain();
    harness.time.now = '2026-11-25T16:00:00.000Z';
    await redriveAll();
    expect(await listDead(harness.ports)).toMatchObject([{ kind: 'message', since: harness.time.now }]);
  });

  test('of a source registered later is accepted as that source’s', async () => {
    await send('late-ehr');
    await harness.drain();
    expect(await listDead(harness.ports)).toMatchObject([{ tenant: 'unregistered', source: 'late-ehr' }]);
    await settingsWith(TENANT.source, 'late-ehr');
    await redriveAll();
    await redriveAll();
    expect(await listDead(harness.ports)).toEqual([]);
    const order = { source: 'late-ehr', orderId: 'one' };
    expect((await harness.ports.authorizations.load(TENANT.id, [order], [])).records[0]?.version).toBe(1);
  });

  test('a stalled message is listed too, a recent one is not', async () => {
    await send();
    harness.queue.sent.length = 0;
    expect(await listDead(harness.ports)).toEqual([]);
    harness.time.now = '2026-11-25T15:16:00.000Z';
    expect(await listDead(harness.ports)).toMatchObject([{ problem: 'waits' }]);
    await redriveAll();
    expect((await harness.record('one'))?.version).toBe(1);
  });

  test('after a crash at any step of a redrive the message is not lost and is answered once', async () => {
    for (const step of ['send', 'remove'] as const) {
      await settingsWith(TENANT.source);
      await send(TENANT.source, step);
      await settingsWith('other');
      await harness.drain();
      await settingsWith(TENANT.source);
      const [letter] = await listDead(harness.ports);
      const dies = async () => Promise.reject(new Error('dead'));
      const { queue, deadLetterList } = harness.ports;
      const broken =
        step === 'send' ? { queue: { send: dies } } : { deadLetterList: { ...deadLetterList, remove: dies } };
      await expect(redrive(letter!, { ...harness.ports, queue, ...broken })).rejects.toThrow('dead');
      expect((await harness.ports.inbox.waiting(10)).map(({ id }) => id)).toEqual([letter!.id]);
      await redriveAll();
      expect((await harness.record(step))?.version).toBe(1);
      expect(await listDead(harness.ports)).toEqual([]);
    }
  });
});

test.each(STORE_ENGINES)('the list on $name', async ({ open }) => {
  const { stores, close } = await open();
  const { deadLetterList: list, inbox } = stores;
  const id = idOfGivenUp({ kind: 'write-back', order: { source: 'ehr', orderId: 'o'.repeat(64) } });
  await list.add({ tenant: 'b', id }, '2026-01-02T00:00:00Z');
  await list.add({ tenant: 'b', id }, '2026-01-02T00:00:00Z');
  for (const message of ['m1', 'm2', 'm3']) {
    const receivedAt = '2026-01-01T00:00:00Z';
    await inbox.put({ tenant: 'a', id: message, kind: 'order', source: 'ehr', receivedAt, body: '{}' });
    await list.add({ tenant: 'a', id: message }, receivedAt);
  }
  await inbox.dead('a', 'm1', 'invalid');
  await inbox.done('a', 'm2');
  await list.add({ tenant: 'a', id: 'gone' }, '2026-01-01T00:00:00Z');
  const told = (await list.all(10)).map((letter) => `${letter.id.slice(0, 10)} ${letter.kind} ${letter.problem}`);
  expect(told.toSorted()).toEqual(['m1 message invalid', 'm3 message waits', 'write-back write-back given-up']);
  await list.revive({ tenant: 'a', id: 'm1' });
  await list.revive({ tenant: 'a', id: 'm2' });
  expect((await inbox.waiting(10)).map((message) => message.id).sort()).toEqual(['m1', 'm3']);
  for (const one of await list.all(10)) await list.remove(one);
  expect(await list.all(10)).toEqual([]);
  await close();
});

test('events that reached the dead-letter queue undelivered are accepted under their own ids', async () => {
  const harness = await openEventHarness();
  const queue = makeLocalQueue({ name: 'undelivered', visibilityMs: 1_000 });
  const aws = awsEndpoint(sqsOperations([queue]));
  const server = await startServer(0, { invoke: () => Promise.reject(new Error('no routes')), aws });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const event = (id: string) => ({
    id: `event-${id}`,
    source: TENANT.source,
    'detail-type': 'FHIR ServiceRequest',
    detail: { source: TENANT.source, bundle: orderBundle(id) },
  });
  queue.send(JSON.stringify(event('a')));
  queue.send(JSON.stringify({ requestContext: {}, requestPayload: event('b') }));
  queue.send(JSON.stringify({ hello: 1 }));
  const opened = { ...harness.harness, config: { ...harness.harness.config, AWS_EVENTS_ENDPOINT: endpoint } };
  const said = await redriveUndelivered(opened, `${endpoint}/0/undelivered`);
  expect(said.lines).toEqual(['2 events taken in.', '1 messages are no events and stay where they are.']);
  await harness.drain();
  for (const id of ['a', 'b']) expect((await harness.record(id))?.version).toBe(1);
  await harness.receive(event('a'));
  await harness.drain();
  expect((await harness.record('a'))?.version).toBe(1);
  await expect(redriveUndelivered(opened, undefined)).rejects.toThrow('UNDELIVERED_URL');
  await server.close();
  await harness.close();
});

test('admin redrive: lists after a restart, redrives through the running service', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redrive-'));
  const environment = { DATA_DIR: join(folder, 'data') };
  const run = (command: string, ...args: readonly string[]) => runWell(['admin', command, ...args], environment);
  const first = await startProcess(environment);
  const detail = { source: 'late-ehr', bundle: orderBundle('late') };
  const entry = { Source: 'late-ehr', DetailType: 'FHIR ServiceRequest', Detail: JSON.stringify(detail) };
  await callAws(first.url, 'AWSEvents.PutEvents', { Entries: [entry] });
  while ((await run('redrive')).includes('Nothing')) await sleep(100);
  await first.stop('SIGKILL');
  const settings = JSON.parse(await run('tenants', 'show', 'demo'));
  settings.sources.push({ id: 'late-ehr', name: 'Late' });
  writeFileSync(join(folder, 'tenant.json'), JSON.stringify(settings));
  await run('tenants', 'put', join(folder, 'tenant.json'));
  const listed = await run('redrive', '--list');
  expect(listed).toMatch(/unregistered {2}message {2}late-ehr {2}not-found {2}0 min {2}[0-9a-f]{40}/);
  await expect(run('redrive', '--all')).rejects.toThrow('No service runs here');
  const second = await startProcess(environment);
  await expect(run('redrive', '--id', 'nobody')).rejects.toThrow('Not on the list');
  expect(await run('redrive', '--id', /[0-9a-f]{40}/.exec(listed)![0])).toContain('1 of 1 are worked on again.');
  const status = `${second.url}/r4/ServiceRequest/late/$authorization-status?source=late-ehr`;
  while (!(await fetch(status)).ok) await sleep(100);
  expect(await run('redrive')).toContain('Nothing was given up.');
  await second.stop('SIGTERM');
  rmSync(folder, { recursive: true });
}, 90_000);
