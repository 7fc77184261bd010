import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeAuditStore } from '../../shared/adapters/dynamodb/access/audit-store.ts';
import { makeFolderManifests } from '../../shared/adapters/manifests/folder-manifests.ts';
import { sealAudit } from '../../shared/app/access/seal-audit.ts';
import { verifyAudit } from '../../shared/app/access/verify-audit.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { openTestStores, type TestStores } from '../support/embedded-store.ts';

const TENANT = tenantId('clinic');
const START = Date.parse('2026-06-01T10:10:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How far the clock runs ahead. */
const SKEW = 3 * HOUR;

let folder: string;
let harness: TestStores;
/** What time it is, and how far the clock is off. */
let real: number;
let skew: number;
const silent = () => undefined;
const iso = (time: number) => new Date(time).toISOString();
const ports = () => ({
  ...harness.stores,
  digest: harness.digest,
  manifests: makeFolderManifests(folder),
  clock: { now: () => iso(real + skew), dateIn: () => '', elapsedMs: () => real },
  log: { info: silent, warn: silent, error: silent },
});
const seal = (stopped = false) => sealAudit([TENANT], ports(), 7, stopped);
const verify = () => verifyAudit(TENANT, ports());
const append = (store = harness.stores.audit) =>
  store.append({
    tenant: TENANT,
    at: iso(real + skew),
    who: { kind: 'client', name: 'portal' },
    door: 'task-read',
    action: 'R',
    status: 200,
    patients: ['Patient/1', 'Patient/2'],
    orders: [],
    answers: [],
  });
/** Entries each ten minutes, sealing each hour. */
const run = async (hours: number) => {
  for (let minute = 0; minute < hours * 60; minute += 10) {
    real += 10 * MINUTE;
    await append();
    if (minute % 60 === 0) await seal();
  }
};

vi.setConfig({ testTimeout: 60_000 });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stresspass-clock-'));
  harness = await openTestStores();
  real = START;
  skew = 0;
});
afterEach(async () => {
  await harness.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a clock that ran three hours ahead', () => {
  test('and was put right leaves a trail that is whole, now and later, and says so', async () => {
    skew = SKEW;
    await run(2);
    skew = 0;
    await run(1);
    const during = await verify();
    expect(during.broken).toBeUndefined();
    expect(during.ahead?.until).toBe(during.sealedUntil);
    await run(3);
    real += 2 * HOUR;
    await seal();
    const later = await verify();
    expect(later.broken).toBeUndefined();
    expect(later.entries).toBe(6 * 6);
    expect(later.ahead?.until).toBeUndefined();
    expect(later.ahead?.entries).toBeGreaterThan(8);
  });

  test('in a process that stops, is started with the right clock, and stops again', async () => {
    skew = SKEW;
    await run(1);
    await seal(true);
    skew = 0;
    real += MINUTE;
    for (const _ of [1, 2]) {
      await append();
      await seal(true);
      expect((await verify()).broken).toBeUndefined();
    }
    expect(await verify()).toMatchObject({ entries: 8, ahead: { entries: 2, until: expect.any(String) } });
    real += 40 * HOUR;
    expect((await verify()).broken).toBeUndefined();
    await append();
    real += 2 * HOUR;
    await seal();
    expect(await verify()).toMatchObject({ entries: 9, ahead: { entries: 2 } });
  });

  test('leaves a trail in which every entry is found by patient and agent, also while it is sealed ahead', async () => {
    skew = SKEW;
    await run(1);
    skew = 0;
    await run(1);
    for (const query of [{ patient: '2' }, { agent: 'portal' }])
      expect((await harness.stores.audit.find(TENANT, { ...query, limit: 50 })).items).toHaveLength(12);
  });

  test('hides no tampering: what was removed, changed or inserted is told', async () => {
    skew = SKEW;
    await run(2);
    skew = 0;
    await run(1);
    real += 5 * HOUR;
    await seal();
    expect(await verify()).toMatchObject({ ahead: { entries: expect.any(Number) } });
    const { Items = [] } = await harness.client.send(new ScanCommand({ TableName: harness.table.tableName }));
    const moved = Items.find(({ access, sk }) => access && !sk.startsWith(access.at.replace(/[-:]/g, '')));
    expect(moved).toBeDefined();
    const put = (Item: Record<string, unknown>) =>
      harness.client.send(new PutCommand({ TableName: harness.table.tableName, Item }));
    const { pk, sk } = moved!;
    await put({ ...moved!, access: { ...moved!.access, at: iso(START) } });
    expect((await verify()).broken).toBeDefined();
    await harness.client.send(new DeleteCommand({ TableName: harness.table.tableName, Key: { pk, sk } }));
    expect((await verify()).broken).toBeDefined();
    await put(moved!);
    expect((await verify()).broken).toBeUndefined();
    await put({ ...moved!, sk: `${sk}0`, access: { ...moved!.access, id: `${sk}0` } });
    expect((await verify()).broken).toBeDefined();
  });
});

test('another process whose clock is late, and one that starts anew, place their entries behind what is sealed', async () => {
  await run(3);
  const other = makeAuditStore(harness.table, harness.digest);
  skew = -2 * HOUR;
  await append(other);
  skew = 0;
  await run(1);
  real += 2 * HOUR;
  await seal();
  expect(await verify()).toMatchObject({ entries: 25, ahead: { entries: 1 } });
});

test('the mark never goes back, and a manifest whose mark was lost raises it', async () => {
  await run(3);
  const sealed = await harness.stores.audit.sealedUntil(TENANT);
  expect(sealed).toBe((await verify()).sealedUntil);
  await harness.stores.audit.markSealed(TENANT, iso(START - HOUR));
  expect(await harness.stores.audit.sealedUntil(TENANT)).toBe(sealed);
  const unmarked = { ...ports(), audit: { ...harness.stores.audit, markSealed: async () => undefined } };
  real += 2 * HOUR;
  await sealAudit([TENANT], unmarked, 7);
  expect(await harness.stores.audit.sealedUntil(TENANT)).toBe(sealed);
  expect((await verify()).broken).toBeUndefined();
  await seal();
  expect(await harness.stores.audit.sealedUntil(TENANT)).toBe((await verify()).sealedUntil);
});

test('an append asks for the mark once a minute, not each time', async () => {
  await append();
  harness.forget();
  for (const _ of [1, 2, 3]) await append();
  expect(harness.calls().GetItem ?? 0).toBe(0);
});
