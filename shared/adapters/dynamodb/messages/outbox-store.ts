import * as z from 'zod/mini';
import type { Delivery } from '../../../app/ports/authorization-store.ts';
import type { Outbox, PendingDelivery } from '../../../app/ports/outbox.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { writeBatch } from '../batches.ts';
import { packText } from '../compress.ts';
import { bytesOf, makeReader, unpackItem } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { markWrites } from '../records/days.ts';
import { type Key, keys, ranges, SHARDS } from '../table.ts';
import { type Item, putItem, removeItem, type TableAccess } from '../table-access.ts';

const readDelivery = makeReader<Delivery>(
  'delivery',
  z.looseObject({
    id: z.string(),
    order: z.looseObject({ source: z.string(), orderId: z.string() }),
    headVersion: z.int(),
    determinationId: z.string(),
    createdAt: z.string(),
    attempts: z.int(),
    events: z.array(z.unknown()),
  }),
);
const readTenant = makeReader<{ readonly tenant: TenantId }>('delivery', z.looseObject({ tenant: z.string() }));

/** Releases before stored it as attributes, under the name `intent`. */
const pendingIn = (row: Item): PendingDelivery => ({
  tenant: readTenant(row).tenant,
  delivery: readDelivery(row.intent ?? unpackItem(bytesOf(row))),
});

export const deliveryText = ({ list: _list, ...delivery }: Delivery): string => JSON.stringify(delivery);

export const deliveryItem = (tenant: TenantId, delivery: Delivery): Item & Key => ({
  ...keys.delivery(tenant, delivery),
  tenant,
  bytes: packText(deliveryText(delivery)),
});

/**
 * Pending deliveries. Each change is two writes in a fixed order, never one batch: a batch has no order, and a crash
 * during it could remove the delivery before its replacement is written. After a crash some work is done twice.
 */
export const makeOutboxStore = (table: TableAccess): Outbox => ({
  shards: SHARDS,
  put: async (tenant, delivery, leaving, days = []) => {
    const { order, headVersion, createdAt } = delivery;
    // All of it is without effect until the change is written, so that its order does not matter.
    await writeBatch(table, [
      ...(leaving ? [{ put: { ...keys.history(tenant, order, leaving.version), entry: leaving } }] : []),
      ...markWrites(tenant, order, days, { version: headVersion, at: createdAt }),
      { put: deliveryItem(tenant, delivery) },
    ]);
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
