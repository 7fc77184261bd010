import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { relay, seal, sweep } from '../../functions/schedules/index.ts';
import { callAws } from '../../infra/cli/events/call-aws.ts';
import { listDead, redrive } from '../../shared/app/redrive.ts';
import { verifyAudit } from '../../shared/app/verify-audit.ts';
import { readFixture } from '../support/release-fixture.ts';
import { openReleaseHouse, type Pointer, type ReleaseHouse } from '../support/release-house.ts';

/** The engine, the service and the tests may share a busy machine. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

// biome-ignore lint/suspicious/noExplicitAny: what comes of a step is judged by the assertions
type Json = any;

const steps = await readFixture('working.jsonl');
let house: ReleaseHouse;
let sealedBefore: Record<string, string>;
const delivered: Pointer[] = [];
/** Once something new was decided, words and ids of it are those of today's rules and engine. */
let isNew = false;

const manifests = async (): Promise<Record<string, string>> => {
  const folder = join(house.folder, 'audit', 'tenant-demo');
  const names = (await readdir(folder)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const)),
  );
};

beforeAll(async () => {
  house = await openReleaseHouse(steps[0].at, 'open');
  sealedBefore = await manifests();
});
afterAll(() => house.close());

const inOrder = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

const doing: Readonly<Record<string, (step: Json) => Promise<Json>>> = {
  ask: ({ ask }) => house.ask(ask),
  put: async ({ entry }) => (await callAws(house.url, 'AWSEvents.PutEvents', { Entries: [entry] })).FailedEntryCount,
  consume: async () => {
    const pointers = await house.consume();
    delivered.push(...pointers);
    return pointers.length;
  },
  'deliver-again': async () => {
    await house.deliver(delivered);
    return (await house.ports.inbox.waiting(1_000)).length;
  },
  relay: async () => {
    house.published.length = 0;
    house.ehr.written.length = 0;
    await relay();
    const published = house.published.map(({ 'detail-type': type, detail }) => ({ type, detail }));
    const written = house.ehr.written.map((order) => JSON.parse(JSON.stringify(order)));
    return {
      published: published.sort(inOrder),
      written: written.map(({ id, extension }) => ({ id, extension })).sort(inOrder),
    };
  },
  dead: () => listDead(house.ports),
  redrive: async () => {
    const letters = await listDead(house.ports);
    for (const letter of letters) await redrive(letter, house.ports);
    await house.deliver(letters);
    return (await listDead(house.ports)).map(({ since: _since, ...letter }) => letter);
  },
  sweep: () => sweep().then(() => 'done'),
  seal: async () => {
    await seal();
    const verdicts = (await house.ports.settings.tenants()).map((tenant) => verifyAudit(tenant, house.ports));
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
      published: becomes.published.map(ofEvent).sort(inOrder),
      written: becomes.written.map(({ id }: Json) => id),
    };
  if (what !== 'ask') return becomes;
  const { resourceType, meta, status, businessStatus, identifier } = becomes.body;
  return {
    status: becomes.status,
    type: becomes.type,
    body: { resourceType, meta, status, businessStatus, identifier },
  };
};

test('a call made under a key is answered as it was, and the key is taken for every other', async () => {
  const [, ...reading] = await readFixture('reading.jsonl');
  const { ask, answer } = reading.find((one) => one.ask.headers?.['idempotency-key']);
  const { as: _nobody, ...open } = ask;
  const other = { ...open, path: '/r4/ServiceRequest/$assess?source=office-ehr' };
  expect((await house.ask(other)).status).toBe(409);
  expect(await house.ask(open)).toEqual(answer);
});

describe('the work goes on', () => {
  test.each(steps.map((step) => [step.says, step] as const))(
    '%s',
    async (_says, step) => {
      house.standAt(step.at);
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
    const { intents, inbox } = house.ports;
    const shards = Array.from({ length: intents.shards }, (_, shard) => shard);
    const late = '2027-12-31T00:00:00.000Z';
    const left = shards.flatMap((shard) => [intents.pending(shard, 100), intents.writeBacks(shard, late, 100)]);
    expect((await Promise.all(left)).flat()).toEqual([]);
    expect(await inbox.waiting(100)).toEqual([]);
    const lost = await house.ask({ method: 'GET', path: '/r4/ServiceRequest/never-recorded/$authorization-status' });
    expect(lost.status).toBe(404);
  });
});
