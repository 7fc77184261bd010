import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteCommand, PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { auditIndexes, auditKeys } from '../../shared/adapters/dynamodb/table-audit.ts';
import { makeFolderManifests } from '../../shared/adapters/manifests/folder-manifests.ts';
import { sealAudit } from '../../shared/app/access/seal-audit.ts';
import { verifyAudit } from '../../shared/app/access/verify-audit.ts';
import { patientKeyOf } from '../../shared/app/keys/patient-key.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { stampOf, YEAR_SECONDS } from '../../shared/app/ports/access/audit.ts';
import type { TenantId } from '../../shared/core/model/keys/tenant-id.ts';
import { openTestStores, type TestStores } from '../support/embedded-store.ts';

const TENANT = tenantId('clinic');
const START = Date.parse('2026-06-01T22:10:00.000Z');
const HOUR = 3_600_000;

let folder: string;
let harness: TestStores;
let now: number;
const logged: string[] = [];
const log = (event: string) => void logged.push(event);
const ports = () => ({
  ...harness.stores,
  digest: harness.digest,
  manifests: makeFolderManifests(folder),
  clock: { now: () => new Date(now).toISOString(), dateIn: () => '', elapsedMs: () => now },
  log: { info: log, warn: log, error: log },
});
const seal = (years = 7) => sealAudit([TENANT], ports(), years);
const verify = () => verifyAudit(TENANT, ports());
const append = (time: number, patients: readonly string[] = ['Patient/1']) =>
  harness.stores.audit.append({
    tenant: TENANT,
    at: new Date(time).toISOString(),
    who: { kind: 'client', name: 'portal' },
    door: 'task-read',
    action: 'R',
    status: 200,
    patients,
    orders: [],
    answers: [],
  });
/** An entry by somebody who writes the table himself. */
const insert = async (place: number, at = place) => {
  const [, item] = await items();
  const access = { ...item!.access, id: `${stampOf(new Date(place).toISOString())}-x`, at: new Date(at).toISOString() };
  const { tenant, id, who, patients } = access;
  await harness.client.send(
    new PutCommand({
      TableName: harness.table.tableName,
      Item: {
        ...auditKeys.access(tenant, id),
        ...auditIndexes.agent(tenant, who.name, id),
        ...auditIndexes.patient(tenant, patientKeyOf(harness.digest, tenant, patients[0]), id),
        access,
        expiresAt: place / 1000 + 7 * YEAR_SECONDS,
      },
    }),
  );
};
const files = async () => (await readdir(join(folder, `tenant-${TENANT}`))).sort();
const items = async () => {
  const { Items = [] } = await harness.client.send(new ScanCommand({ TableName: harness.table.tableName }));
  return Items.filter(({ access }) => access).sort((a, b) => (a.sk < b.sk ? -1 : 1));
};
/** Those by which the second and further patients of an entry find it. */
const rows = async () => {
  const { Items = [] } = await harness.client.send(new ScanCommand({ TableName: harness.table.tableName }));
  return Items.filter(({ patient }) => patient);
};
const change = async (name: string, text: (before: string) => string) => {
  const path = join(folder, `tenant-${TENANT}`, name);
  await chmod(path, 0o600);
  await writeFile(path, text(await readFile(path, 'utf8')));
};

vi.setConfig({ testTimeout: 60_000 });

/** Three windows: before midnight, an hour after it, and the hour after that. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stresspass-manifests-'));
  harness = await openTestStores();
  for (const minutes of [0, 20, 100, 150, 200, 220])
    await append(START + minutes * 60_000, minutes === 100 ? ['Patient/1', 'Patient/2'] : ['Patient/1']);
  for (const hours of [3, 4, 5]) {
    now = START + hours * HOUR;
    await seal();
  }
});
afterEach(async () => {
  await harness.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a trail', () => {
  test('is sealed in contiguous windows up to the last closed hour, once however often sealing runs', async () => {
    const before = await files();
    expect(before).toEqual(['20260601T000000.000Z.json', '20260602T000000.000Z.json', '20260602T010000.000Z.json']);
    await seal();
    expect(await files()).toEqual(before);
    expect(await verify()).toEqual({ tenant: TENANT, windows: 3, entries: 6, sealedUntil: '2026-06-02T02:00:00.000Z' });
  });

  test('without entries is sealed daily, and continues where it ended', async () => {
    now = START + 60 * HOUR;
    await seal();
    expect((await files()).slice(3)).toEqual(['20260602T020000.000Z.json', '20260603T000000.000Z.json']);
    await append(START + 60.5 * HOUR);
    now = START + 62 * HOUR;
    await seal();
    expect(await verify()).toMatchObject({ windows: 6, entries: 7, sealedUntil: '2026-06-04T11:00:00.000Z' });
  });

  test('is not sealed for an hour that may still receive entries', async () => {
    now = Date.parse('2026-06-02T04:10:00.000Z');
    await append(now - 20 * 60_000);
    await seal();
    expect(await verify()).toMatchObject({ windows: 3, sealedUntil: '2026-06-02T02:00:00.000Z' });
    now += 10 * 60_000;
    await seal();
    expect(await verify()).toMatchObject({ windows: 4, entries: 7, sealedUntil: '2026-06-02T04:00:00.000Z' });
  });

  test('is sealed to the instant its only writer stops, and stays whole until one starts again', async () => {
    now = Date.parse('2026-06-02T04:10:00.000Z');
    await append(now - 5 * 60_000);
    await sealAudit([TENANT], ports(), 7, true);
    expect(await verify()).toMatchObject({ windows: 4, entries: 7, sealedUntil: '2026-06-02T04:10:00.001Z' });
    now += 90 * 24 * HOUR;
    expect((await verify()).broken).toBeUndefined();
    await append(now - 3 * HOUR);
    await seal();
    expect((await verify()).broken).toBeUndefined();
  });

  test('with an entry behind the instant its only writer stopped is broken', async () => {
    now = Date.parse('2026-06-02T04:10:00.000Z');
    await sealAudit([TENANT], ports(), 7, true);
    await append(now + HOUR);
    now += 30 * HOUR;
    expect((await verify()).broken?.why).toContain('should be sealed');
  });

  test('whose entries were deleted after their retention is still a complete chain', async () => {
    now = START + 8 * 366 * 24 * HOUR;
    for (const { pk, sk } of await items())
      await harness.client.send(new DeleteCommand({ TableName: harness.table.tableName, Key: { pk, sk } }));
    expect((await verify()).broken?.window).toBe('the newest');
    await change('20260602T000000.000Z.json', (text) => text.replace('"count":', '"counted":'));
    expect((await verify()).broken?.window).toMatch(/^20260602/);
  });
});

describe('a trail is broken', () => {
  const put = async (item: object) =>
    harness.client.send(new PutCommand({ TableName: harness.table.tableName, Item: { ...item } }));
  const breaks: Readonly<Record<string, () => Promise<unknown>>> = {
    'an entry was changed': async () => {
      const [, item] = await items();
      await put({ ...item, access: { ...item!.access, who: { kind: 'client', name: 'somebody else' } } });
    },
    'an entry was removed': async () => {
      const [, , { pk, sk }] = (await items()) as [unknown, unknown, { pk: string; sk: string }];
      await harness.client.send(new DeleteCommand({ TableName: harness.table.tableName, Key: { pk, sk } }));
    },
    'an entry was replaced by another': async () => {
      const [{ pk, sk }] = (await items()) as [{ pk: string; sk: string }];
      await harness.client.send(new DeleteCommand({ TableName: harness.table.tableName, Key: { pk, sk } }));
      await append(START + 60_000);
    },
    'an entry was inserted': () => insert(START + 21 * 60_000),
    'an entry pretends to be older than the trail': () => insert(START - 30 * HOUR),
    'an entry was entered later and claims to be of an earlier day': async () => {
      await insert(START + 5 * HOUR, START - 30 * HOUR);
      now += 8 * HOUR;
      await seal();
    },
    'the first manifest was removed': () => rm(join(folder, `tenant-${TENANT}`, '20260601T000000.000Z.json')),
    'a manifest in the middle was removed': () => rm(join(folder, `tenant-${TENANT}`, '20260602T000000.000Z.json')),
    'the manifests of the last day were removed with all their entries': async () => {
      for (const name of (await files()).slice(1)) await rm(join(folder, `tenant-${TENANT}`, name));
      for (const { pk, sk } of [...(await items()), ...(await rows())])
        if (sk >= '20260602')
          await harness.client.send(new DeleteCommand({ TableName: harness.table.tableName, Key: { pk, sk } }));
    },
    'all manifests were removed with all entries': async () => {
      await rm(join(folder, `tenant-${TENANT}`), { recursive: true });
      for (const { pk, sk } of [...(await items()), ...(await rows())])
        await harness.client.send(new DeleteCommand({ TableName: harness.table.tableName, Key: { pk, sk } }));
    },
    'all manifests were removed': () => rm(join(folder, `tenant-${TENANT}`), { recursive: true }),
    'a manifest was altered': () => change('20260601T000000.000Z.json', (text) => text.replace('2033', '2034')),
    'the last manifest was altered': () =>
      change('20260602T010000.000Z.json', (text) => text.replace(/"count":\d+/, '"count":9')),
    'the retention in the last manifest was cut': () =>
      change('20260602T010000.000Z.json', (text) => text.replace(/"keepUntil":"\d+/, '"keepUntil":"2026')),
    'the newest manifest was removed': async () => {
      now += HOUR;
      await rm(join(folder, `tenant-${TENANT}`, '20260602T010000.000Z.json'));
    },
    'nothing was sealed for more than a day': async () => {
      now += 27 * HOUR;
    },
    'an entry is no longer found by its patient': async () => {
      const [, item] = await items();
      const { gsi1pk: _pk, gsi1sk: _sk, ...rest } = item!;
      await put(rest);
    },
    'an entry is found by another patient': async () => {
      const [first, second] = await items();
      await put({ ...second, gsi1pk: `${first!.gsi1pk}x` });
    },
    'an entry is found by another agent': async () => {
      const [, item] = await items();
      await put({ ...item, gsi2pk: `${item!.gsi2pk}x` });
    },
    'the row of a second patient was removed': async () => {
      const [row] = await rows();
      await harness.client.send(
        new DeleteCommand({ TableName: harness.table.tableName, Key: { pk: row!.pk, sk: row!.sk } }),
      );
    },
    'the row of a second patient names another': async () => {
      const [row] = await rows();
      await put({ ...row, patient: 'Patient/3' });
    },
    'a row of a patient was added': async () => {
      const [row] = await rows();
      await put({ ...row, sk: String(row!.sk).replace(/#1$/, '#2') });
    },
    'an entry is deleted earlier than it should be': async () => {
      const [, item] = await items();
      await put({ ...item, expiresAt: item!.expiresAt - 400 * 86_400 });
    },
    'a manifest is no longer readable': () => change('20260602T000000.000Z.json', () => '{'),
  };
  test.each(Object.entries(breaks))('where %s', async (_, damage) => {
    expect((await verify()).broken).toBeUndefined();
    await damage();
    expect((await verify()).broken).toEqual({ window: expect.any(String), why: expect.any(String) });
  });
});

test('a manifest is never overwritten, and one failing tenant does not stop the others', async () => {
  const store = makeFolderManifests(folder);
  expect(await store.put(TENANT, '20260601T000000.000Z', 'another', '')).toBe('taken');
  expect(await store.read(TENANT, '20260601T000000.000Z')).toContain('"count":3');
  const failing = {
    ...ports(),
    manifests: {
      ...store,
      names: async (tenant: TenantId) => {
        if (tenant === 'first') throw new Error('away');
        return store.names(tenant);
      },
    },
  };
  now = START + 30 * HOUR;
  await expect(sealAudit([tenantId('first'), TENANT], failing)).rejects.toThrow('1 tenants');
  expect((await verify()).windows).toBe(4);
});
