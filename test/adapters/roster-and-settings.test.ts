import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStores } from '../../shared/adapters/dynamodb/open-stores.ts';
import { makeSettingsStore } from '../../shared/adapters/dynamodb/settings/settings-store.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import type { Member } from '../../shared/app/ports/authorization-store.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import type { TenantId } from '../../shared/core/model/keys/tenant-id.ts';
import type { TestStores } from '../support/embedded-store.ts';
import { STORE_ENGINES } from '../support/store-engines.ts';

const member = (memberId: string, more: Partial<Member> = {}): Member => ({
  payer: 'uhc-commercial',
  memberId,
  status: 'active',
  start: '2026-01-01',
  birthDate: '1960-02-03',
  ...more,
});
const tenant = (id: string, sources: readonly string[] = []): Tenant => ({
  id: tenantId(id),
  timeZone: 'America/New_York',
  confirmationRequired: false,
  rosterComplete: [],
  sources: sources.map((source) => ({ id: source, name: `EHR ${source}` })),
});

describe.each(STORE_ENGINES)('roster and settings on $name', ({ open }) => {
  let harness: TestStores;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());
  const membersOf = async (tenant: TenantId, ...ids: readonly string[]) => {
    const asked = ids.map((memberId) => ({ payer: 'uhc-commercial', memberId }));
    return (await harness.stores.authorizations.load(tenant, [], asked)).members;
  };

  test('a member is found however the number is written, in that tenant and at that payer only', async () => {
    const one = member('1EG4-TE5-MK73');
    expect(await harness.stores.roster.put(tenantId('demo'), [one])).toBe(1);
    expect(await membersOf(tenantId('demo'), '1eg4te5mk73', '1EG4 TE5 MK73', 'other')).toEqual([one, one, undefined]);
    expect(await membersOf(tenantId('sandbox'), '1EG4-TE5-MK73')).toEqual([undefined]);
    const elsewhere = [{ payer: 'aetna-commercial', memberId: '1EG4-TE5-MK73' }];
    expect((await harness.stores.authorizations.load(tenantId('demo'), [], elsewhere)).members).toEqual([undefined]);
  });

  test('a roster of many rows is imported whole; of two rows of a member the later wins', async () => {
    const rows = Array.from({ length: 130 }, (_, n) => member(`ROW${n}`));
    const later = member('row-129', { status: 'terminated', end: '2026-05-31' });
    expect(await harness.stores.roster.put(tenantId('demo'), [...rows, later])).toBe(130);
    expect(await membersOf(tenantId('demo'), ...rows.map(({ memberId }) => memberId))).toEqual([
      ...rows.slice(0, 129),
      later,
    ]);
    expect(await harness.stores.roster.put(tenantId('demo'), [])).toBe(0);
  }, 30_000);

  test('a tenant and its sources come back, also in another process', async () => {
    const one = tenant('clinic', ['epic prod', 'cerner']);
    await harness.stores.settings.put(one);
    const elsewhere = openStores({ ...harness.table, digest: harness.digest });
    for (const { settings } of [harness.stores, elsewhere]) {
      expect(await settings.tenant('clinic')).toEqual(one);
      expect(await settings.tenantOfSource('epic prod')).toEqual(one);
      expect(await settings.tenantOfSource('nobody')).toBeUndefined();
      expect(await settings.tenant('nobody')).toBeUndefined();
    }
  });

  test('a source that is removed may be registered to another tenant', async () => {
    await harness.stores.settings.put(tenant('giver', ['handed', 'kept']));
    await expect(harness.stores.settings.put(tenant('taker', ['handed']))).rejects.toThrow('another tenant');
    expect((await harness.stores.settings.tenantOfSource('handed'))?.id).toBe('giver');
    await harness.stores.settings.put(tenant('giver', ['kept']));
    expect(await harness.stores.settings.tenantOfSource('handed')).toBeUndefined();
    await harness.stores.settings.put(tenant('taker', ['handed']));
    expect((await harness.stores.settings.tenantOfSource('handed'))?.id).toBe('taker');
  });

  test('settings changed elsewhere take effect after a minute', async () => {
    const time = { now: 0 };
    const here = makeSettingsStore(harness.table, () => time.now);
    await harness.stores.settings.put(tenant('minute', ['minute-ehr']));
    expect((await here.tenantOfSource('minute-ehr'))?.confirmationRequired).toBe(false);
    await harness.stores.settings.put({ ...tenant('minute', ['minute-ehr']), confirmationRequired: true });
    time.now = 59_999;
    expect((await here.tenantOfSource('minute-ehr'))?.confirmationRequired).toBe(false);
    time.now = 60_000;
    expect((await here.tenantOfSource('minute-ehr'))?.confirmationRequired).toBe(true);
  });

  test('settings are read once per process and again after refresh', async () => {
    await harness.stores.settings.put(tenant('cached', ['cached-ehr']));
    const other = openStores({ ...harness.table, digest: harness.digest }).settings;
    await harness.stores.settings.tenantOfSource('cached-ehr');
    harness.forget();
    await harness.stores.settings.tenantOfSource('cached-ehr');
    expect(harness.calls()).toEqual({});
    await other.put({ ...tenant('cached', ['cached-ehr']), confirmationRequired: true });
    expect((await harness.stores.settings.tenant('cached'))?.confirmationRequired).toBe(false);
    harness.stores.settings.refresh();
    expect((await harness.stores.settings.tenant('cached'))?.confirmationRequired).toBe(true);
  });
});
