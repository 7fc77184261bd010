import * as z from 'zod/mini';
import type { WebhookLog, WebhookMessage } from '../../../app/ports/webhooks.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { rowsBehind } from '../index-rows.ts';
import { bytesOf, DAY_SECONDS, expiringAfter, makeReader, pack, unpackItem } from '../item.ts';
import { getItem, type Item, putItem, type TableAccess } from '../table-access.ts';
import { webhookKeys, webhookRange } from '../table-webhooks.ts';

/** A receiver that was away finds out within this. */
const KEPT_DAYS = 30;

const text = z.string();
const readMessage = makeReader<WebhookMessage>(
  'message of a webhook',
  z.looseObject({
    hook: text,
    id: text,
    at: text,
    order: z.looseObject({ source: text, orderId: text }),
    event: z.looseObject({ type: text, detail: z.looseObject({}) }),
    state: z.enum(['waiting', 'delivered', 'failed']),
    attempts: z.int(),
  }),
);
const messageIn = (item: Item): WebhookMessage => readMessage(unpackItem(bytesOf(item)));

/** What webhooks were told, for some weeks. */
export const makeWebhookStore = (table: TableAccess): WebhookLog => {
  const itemOf = (tenant: TenantId, message: WebhookMessage) => ({
    ...webhookKeys.message(tenant, message),
    ...expiringAfter(message.at, KEPT_DAYS * DAY_SECONDS),
    bytes: pack(message),
  });
  const get: WebhookLog['get'] = async (tenant, name) => {
    const item = await getItem(table, webhookKeys.message(tenant, name));
    return item && messageIn(item);
  };
  return {
    get,
    keep: async (tenant, message) => {
      const absent = { expression: 'attribute_not_exists(pk)' };
      if ((await putItem(table, itemOf(tenant, message), absent)) === 'written') return message;
      return (await get(tenant, message)) ?? message;
    },
    settle: async (tenant, message) => {
      await putItem(table, itemOf(tenant, message));
    },
    list: async (tenant, hook, limit, after) => {
      const behind = after && webhookKeys.message(tenant, { hook, ...after }).sk;
      const rows = await rowsBehind(table, webhookRange(tenant, hook), behind, limit);
      return rows.map(({ row }) => messageIn(row));
    },
  };
};
