import * as z from 'zod/mini';
import type { Intent, Intents, PendingIntent } from '../../../app/ports/authorization-store.ts';
import type { TenantId } from '../../../core/model/tenant-id.ts';
import { makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { type Key, keys, ranges, SHARDS } from '../table.ts';
import { type Item, putItem, removeItem, type TableAccess } from '../table-access.ts';

const shape = z.looseObject({
  tenant: z.string(),
  intent: z.looseObject({
    id: z.string(),
    order: z.looseObject({ source: z.string(), orderId: z.string() }),
    headVersion: z.int(),
    determinationId: z.string(),
    createdAt: z.string(),
    attempts: z.int(),
    events: z.array(z.unknown()),
  }),
});
const readIntent = makeReader<PendingIntent>('intent', shape);

const pendingIn = (row: Item): PendingIntent => {
  const { tenant, intent } = readIntent(row);
  return { tenant, intent };
};

export const intentItem = (tenant: TenantId, intent: Intent): Item & Key => ({
  ...keys.intent(tenant, intent),
  tenant,
  intent,
});

/**
 * Promised work. Each change is two writes in a fixed order, never one batch: a batch has no order, and a crash in the
 * middle of it could remove the promise before what replaces it is written. What a crash leaves behind is done twice.
 */
export const makeIntentStore = (table: TableAccess): Intents => ({
  shards: SHARDS,
  put: async (tenant, intent, leaving) => {
    if (leaving) await putItem(table, { ...keys.history(tenant, intent.order, leaving.version), entry: leaving });
    await putItem(table, intentItem(tenant, intent));
  },
  pending: async (shard, limit, after) => {
    const place = after && keys.intent(after.tenant, after.intent);
    const rows = await queryRange(table, ranges.intents(shard, place), { limit });
    return rows.map(pendingIn);
  },
  writeBacks: async (shard, until, limit) => {
    const rows = await queryRange(table, ranges.writeBacks(shard, until), { limit });
    return rows.map(pendingIn);
  },
  finish: async (tenant, intent) => {
    const { history, order } = intent;
    if (history) await putItem(table, { ...keys.history(tenant, order, history.version), entry: history });
    await removeItem(table, keys.intent(tenant, intent));
  },
  retryLater: async (tenant, intent, changed = { attempts: intent.attempts + 1 }) => {
    await putItem(table, intentItem(tenant, { ...intent, ...changed }));
    await removeItem(table, keys.intent(tenant, intent));
  },
});
