import * as z from 'zod/mini';
import type { Delivery } from '../../../app/ports/authorization-store.ts';
import type { Outbox, PendingDelivery } from '../../../app/ports/outbox.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { type Key, keys, ranges, SHARDS } from '../table.ts';
import { type Item, putItem, removeItem, type TableAccess } from '../table-access.ts';

/** Field names stay as first stored. */
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
const readDelivery = makeReader<{ readonly tenant: TenantId; readonly intent: Delivery }>('delivery', shape);

const pendingIn = (row: Item): PendingDelivery => {
  const { tenant, intent } = readDelivery(row);
  return { tenant, delivery: intent };
};

export const deliveryItem = (tenant: TenantId, { list, ...intent }: Delivery): Item & Key => ({
  ...keys.delivery(tenant, { ...intent, ...(list ? { list } : {}) }),
  tenant,
  intent,
});

/**
 * Pending deliveries. Each change is two writes in a fixed order, never one batch: a batch has no order, and a crash
 * during it could remove the delivery before its replacement is written. After a crash some work is done twice.
 */
export const makeOutboxStore = (table: TableAccess): Outbox => ({
  shards: SHARDS,
  put: async (tenant, delivery, leaving) => {
    if (leaving) await putItem(table, { ...keys.history(tenant, delivery.order, leaving.version), entry: leaving });
    await putItem(table, deliveryItem(tenant, delivery));
  },
  pending: async (shard, limit, after) => {
    const place = after && keys.delivery(after.tenant, after.delivery);
    const rows = await queryRange(table, ranges.deliveries(shard, place), { limit });
    return rows.map(pendingIn);
  },
  due: async (list, shard, until, limit) => {
    const rows = await queryRange(table, ranges.dueDeliveries(list, shard, until), { limit });
    return rows.map(pendingIn).map(({ tenant, delivery }) => ({ tenant, delivery: { ...delivery, list } }));
  },
  finish: async (tenant, delivery) => {
    const { history, order } = delivery;
    if (history) await putItem(table, { ...keys.history(tenant, order, history.version), entry: history });
    await removeItem(table, keys.delivery(tenant, delivery));
  },
  retryLater: async (tenant, delivery, changed = { attempts: delivery.attempts + 1 }) => {
    await putItem(table, deliveryItem(tenant, { ...delivery, ...changed }));
    await removeItem(table, keys.delivery(tenant, delivery));
  },
});
