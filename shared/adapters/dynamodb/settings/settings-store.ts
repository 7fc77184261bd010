import * as z from 'zod/mini';
import type { SettingsStore, Tenant } from '../../../app/ports/ports.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { readBatch } from '../batches.ts';
import { makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { makeActivePacks } from '../rule-packs/active-packs.ts';
import { keys, ranges } from '../table.ts';
import { getItem, putItem, removeItem, type TableAccess } from '../table-access.ts';
import { packKeys } from '../table-packs.ts';

const text = z.string();
const fhirServer = {
  base: text,
  credentials: z.optional(
    z.looseObject({ clientId: text, tokenEndpoint: text, key: z.optional(text), scope: z.optional(text) }),
  ),
};
const source = z.looseObject({
  id: text,
  name: text,
  hookSecret: z.optional(text),
  fhir: z.optional(z.looseObject({ ...fhirServer, writeBack: z.optional(z.boolean()), orders: z.optional(text) })),
});
const readTenant = makeReader<{ readonly settings: Tenant }>(
  'tenant',
  z.looseObject({
    settings: z.looseObject({
      id: text,
      timeZone: text,
      habits: z.optional(
        z.looseObject({
          submitWithinHours: z.optional(z.number()),
          documentsDaysBefore: z.optional(z.int()),
          warnDaysBeforeEnd: z.optional(z.int()),
          recheckDaysBefore: z.optional(z.int()),
        }),
      ),
      confirmationRequired: z.boolean(),
      rosterComplete: z.array(text),
      sources: z.array(source),
      payerServers: z.optional(z.array(z.looseObject({ ...fhirServer, payer: text }))),
      payerEndpoints: z.optional(z.array(z.looseObject({ name: text, payer: z.optional(text), kind: text }))),
      submission: z.optional(
        z.looseObject({
          byItself: z.optional(z.boolean()),
          documentsFromEhr: z.optional(z.array(text)),
          practice: z.optional(z.looseObject({})),
        }),
      ),
      outbound: z.optional(z.array(text)),
      keyId: z.optional(text),
      auditYears: z.optional(z.int()),
      rate: z.optional(z.looseObject({ perSecond: z.number(), burst: z.number() })),
      exemptions: z.optional(
        z.array(
          z.looseObject({ payer: text, dated: text, from: text, codes: z.array(text), of: text, notify: z.boolean() }),
        ),
      ),
      payerLeadDays: z.optional(z.array(z.looseObject({ payer: text, days: z.int() }))),
      enrolments: z.optional(
        z.array(z.looseObject({ payer: text, transaction: text, npi: text, is: text, since: text })),
      ),
      payersServed: z.optional(z.array(text)),
      crdVersion: z.optional(z.enum(['2.0', '2.1', '2.2'])),
      selfApproval: z.optional(z.boolean()),
      signIn: z.optional(z.looseObject({ claim: text, roles: z.array(z.looseObject({ group: text, role: text })) })),
      testMode: z.optional(
        z.looseObject({
          clockAheadHours: z.optional(z.int()),
          payerScript: z.optional(z.looseObject({ schema: z.literal(1), members: z.array(z.unknown()) })),
          practicePayers: z.optional(z.array(text)),
        }),
      ),
    }),
  }),
);
const readSource = makeReader<{ readonly tenant: TenantId }>('source', z.looseObject({ tenant: text }));

const KEEP_MS = 60_000;

/**
 * Tenants with their active rule packs, and their registered sources, cached for a minute in this store object (one process, one Lambda sandbox):
 * changes made elsewhere take effect after that, or after `refresh()`. Misses are not cached.
 */
export const makeSettingsStore = (
  table: TableAccess,
  now: () => number = Date.now,
): SettingsStore & { refresh(): void } => {
  const tenants = new Map<string, Tenant>();
  const owners = new Map<string, string>();
  const activePacks = makeActivePacks(table);
  let keepUntil = 0;

  const refresh = (): void => {
    tenants.clear();
    owners.clear();
    keepUntil = now() + KEEP_MS;
  };
  const keepNoLonger = (): void => {
    if (now() >= keepUntil) refresh();
  };

  const tenant = async (id: string): Promise<Tenant | undefined> => {
    keepNoLonger();
    const cached = tenants.get(id);
    if (cached) return cached;
    const [item, pointer] = await readBatch(table, [keys.settings(id), packKeys.pointer(id)]);
    if (!item) return undefined;
    const stored = readTenant(item).settings;
    const rulePacks = await activePacks(stored.id, pointer);
    const settings = rulePacks.length ? { ...stored, rulePacks } : stored;
    tenants.set(id, settings);
    return settings;
  };
  const ownerOf = async (source: string): Promise<string | undefined> => {
    keepNoLonger();
    const cached = owners.get(source);
    if (cached) return cached;
    const item = await getItem(table, keys.source(source));
    if (!item) return undefined;
    const owner = readSource(item);
    owners.set(source, owner.tenant);
    return owner.tenant;
  };
  const register = async (source: string, owner: string): Promise<void> => {
    const free = { expression: 'attribute_not_exists(pk) OR tenant = :tenant', values: { ':tenant': owner } };
    const done = await putItem(table, { ...keys.source(source), source, tenant: owner }, free);
    if (done === 'refused') throw new Error(`Source ${source} is registered to another tenant`);
  };

  return {
    tenant,
    tenants: async () => (await queryRange(table, ranges.tenants())).map((row) => readSource(row).tenant),
    tenantOfSource: async (source) => {
      const owner = await ownerOf(source);
      const found = owner === undefined ? undefined : await tenant(owner);
      return found?.sources.some(({ id }) => id === source) ? found : undefined;
    },
    /** A source belongs to one tenant; putting one that another tenant holds throws and does not change it. */
    put: async ({ rulePacks: _packs, ...settings }) => {
      refresh();
      const before = await tenant(settings.id);
      for (const { id } of settings.sources) await register(id, settings.id);
      await putItem(table, { ...keys.tenant(settings.id), tenant: settings.id });
      await putItem(table, { ...keys.settings(settings.id), settings });
      const kept = new Set(settings.sources.map(({ id }) => id));
      const dropped = (before?.sources ?? []).filter(({ id }) => !kept.has(id));
      for (const { id } of dropped) await removeItem(table, keys.source(id));
      refresh();
    },
    refresh,
  };
};
