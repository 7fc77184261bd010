import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { relay, seal, sweep } from '../../functions/schedules/index.ts';
import { callAws } from '../../infra/cli/events/call-aws.ts';
import { verifyAudit } from '../../shared/app/access/verify-audit.ts';
import { listDead, redrive } from '../../shared/app/inbox/redrive.ts';
import { readFixture } from '../support/release-fixture.ts';
import { openReleaseHarness, type Pointer, type ReleaseHarness } from '../support/release-harness.ts';
import { ANSWERED_ANEW } from './without-additions.ts';

/** The engine, the service and the tests may share a busy machine. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

// biome-ignore lint/suspicious/noExplicitAny: what comes of a step is judged by the assertions
type Json = any;

/** The rule files of the release alone: by those that came since, some days are answered otherwise on purpose. */
vi.mock('../../shared/rule-files/rules-folder.ts', async (original) => {
  const folder = await original<typeof import('../../shared/rule-files/rules-folder.ts')>();
  const { readFileSync } = await import('node:fs');
  const held = readFileSync(new URL('../fixtures/release-2026-11-25/rules.json', import.meta.url), 'utf8');
  return { ...folder, readRuleText: (path: string) => (path === 'catalog.json' ? held : folder.readRuleText(path)) };
});

const steps = await readFixture('working.jsonl');
let harness: ReleaseHarness;
let sealedBefore: Record<string, string>;
const delivered: Pointer[] = [];
/** Once something new was decided, words and ids of it are those of today's rules and engine. */
let isNew = false;

const manifests = async (): Promise<Record<string, string>> => {
  const folder = join(harness.folder, 'audit', 'tenant-demo');
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
};

beforeAll(async () => {
  harness = await openReleaseHarness(steps[0].at, 'open');
  sealedBefore = await manifests();
});
afterAll(() => harness.close());

const inOrder = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const doing: Readonly<Record<string, (step: Json) => Promise<Json>>> = {
  ask: ({ ask }) => harness.ask(ask),
  put: async ({ entry }) => (await callAws(harness.url, 'AWSEvents.PutEvents', { Entries: [entry] })).FailedEntryCount,
  consume: async () => {
    const pointers = await harness.consume();
    delivered.push(...pointers);
    return pointers.length;
  },
  'deliver-again': async () => {
    await harness.deliver(delivered);
    return (await harness.ports.inbox.waiting(1_000)).length;
  },
  relay: async () => {
    harness.published.length = 0;
    harness.ehr.written.length = 0;
    await relay();
    const published = harness.published.map(({ 'detail-type': type, detail }) => ({ type, detail }));
    const written = harness.ehr.written.map((order) => JSON.parse(JSON.stringify(order)));
    return {
      published: published.sort(inOrder),
      written: written.map(({ id, extension }) => ({ id, extension })).sort(inOrder),
    };
  },
  dead: () => listDead(harness.ports),
  redrive: async () => {
    const letters = await listDead(harness.ports);
    for (const letter of letters) await redrive(letter, harness.ports);
    await harness.deliver(letters);
    return (await listDead(harness.ports)).map(({ since: _since, ...letter }) => letter);
  },
  sweep: () => sweep().then(() => 'done'),
  seal: async () => {
    await seal();
    const verdicts = (await harness.ports.settings.tenants()).map((tenant) => verifyAudit(tenant, harness.ports));
    return (await Promise.all(verdicts)).map(({ entries: _entries, ...verdict }) => verdict);
  },
};

const ofEvent = ({ type, detail }: Json) => {
  const { order, source, recordVersion, state, previousState, advice, bookable, codes, serviceDate, kind, at } = detail;
  return { type, order, source, recordVersion, state, previousState, advice, bookable, codes, serviceDate, kind, at };
};

/** What holds whatever words and ids the answers of today have. */
const essence = (what: string, becomes: Json): Json => {
  if (what === 'relay')
    return {
      published: becomes.published
        .map(ofEvent)
        .filter(({ order, recordVersion }: Json) => order !== `ServiceRequest/${ANSWERED_ANEW}` || recordVersion < 3)
        .sort(inOrder),
      written: becomes.written.map(({ id }: Json) => id),
    };
  if (what !== 'ask') return becomes;
  const { resourceType, meta, status, businessStatus, identifier, focus } = becomes.body;
  const isAnew = focus?.reference?.endsWith(`/${ANSWERED_ANEW}`);
  return {
    status: becomes.status,
    type: becomes.type,
    body: { resourceType, ...(isAnew ? {} : { meta }), status, businessStatus, identifier },
  };
};

test('a call made under a key is answered as it was, and the key is taken for every other', async () => {
  const [, ...reading] = await readFixture('reading.jsonl');
  const { ask, answer } = reading.find((one) => one.ask.headers?.['idempotency-key']);
  const { as: _nobody, ...open } = ask;
  const other = { ...open, path: '/r4/ServiceRequest/$assess?source=office-ehr' };
  expect((await harness.ask(other)).status).toBe(409);
  expect(await harness.ask(open)).toEqual(answer);
});

describe('the work goes on', () => {
  test.each(steps.map((step) => [step.says, step] as const))(
    '%s',
    async (_says, step) => {
      harness.standAt(step.at);
      isNew ||= step.do === 'consume';
      const becomes = await doing[step.do]!(step);
      if (isNew) expect(essence(step.do, becomes)).toEqual(essence(step.do, step.becomes));
      else expect(becomes).toEqual(step.becomes);
    },
    60_000,
  );

  test('manifests of the release are left as they were, and new ones follow them', async () => {
    const after = await manifests();
    expect(after).toMatchObject(sealedBefore);
    expect(Object.keys(after).slice(0, Object.keys(sealedBefore).length)).toEqual(Object.keys(sealedBefore));
    expect(Object.keys(after).length).toBeGreaterThan(Object.keys(sealedBefore).length);
  });

  test('no promise is left, that of the writer who died least of all', async () => {
    const { outbox, inbox } = harness.ports;
    const shards = Array.from({ length: outbox.shards }, (_, shard) => shard);
    const late = '2027-12-31T00:00:00.000Z';
    const left = shards.flatMap((shard) => [outbox.pending(shard, 100), outbox.due('WRITEBACK', shard, late, 100)]);
    expect((await Promise.all(left)).flat()).toEqual([]);
    expect(await inbox.waiting(100)).toEqual([]);
    const lost = await harness.ask({ method: 'GET', path: '/r4/ServiceRequest/never-recorded/$authorization-status' });
    expect(lost.status).toBe(404);
  });
});
