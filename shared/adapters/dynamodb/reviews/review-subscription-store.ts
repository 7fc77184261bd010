import * as z from 'zod/mini';
import type { ReviewSubscriptions } from '../../../app/ports/review-subscriptions.ts';
import type { NoticeEvent, ReviewSubscription } from '../../../core/authorization/review-subscription.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import { makeReader } from '../item.ts';
import { queryRange } from '../query-range.ts';
import { getItem, putItem, removeItem, type TableAccess } from '../table-access.ts';
import { reviewSubscriptionKeys, reviewSubscriptionRanges } from '../table-subscriptions.ts';

const text = z.string();
export const readSubscriptionHead = makeReader<{ readonly subscription: ReviewSubscription }>(
  'subscription',
  z.looseObject({
    subscription: z.looseObject({
      id: text,
      version: z.int(),
      generation: z.int(),
      status: text,
      endpoint: text,
      senders: z.array(text),
    }),
  }),
);
const readEvent = makeReader<{ readonly event: NoticeEvent }>(
  'event of a subscription',
  z.looseObject({ event: z.looseObject({ number: z.int(), request: text, version: z.int(), at: text }) }),
);

export const subscriptionHead = (subscription: ReviewSubscription) => ({
  ...reviewSubscriptionKeys.head(subscription.tenant, subscription.id),
  changes: subscription.version,
  subscription,
});

/** Larger than any number of an event. */
const LAST = 9_999_999_999;
/** Events among which one that was numbered before a crash is looked for. */
const RECENT = 50;

/** Subscriptions to results over the one table. */
export const makeReviewSubscriptionStore = (table: TableAccess): ReviewSubscriptions => {
  const recent = async (tenant: TenantId, id: string, limit: number): Promise<readonly NoticeEvent[]> => {
    const range = reviewSubscriptionRanges.events(tenant, id, 0, LAST);
    return (await queryRange(table, range, { newestFirst: true, limit })).map((row) => readEvent(row).event);
  };
  return {
    get: async (tenant, id) => {
      const item = await getItem(table, reviewSubscriptionKeys.head(tenant, id));
      return item && readSubscriptionHead(item).subscription;
    },
    list: async (tenant) =>
      (await queryRange(table, reviewSubscriptionRanges.all(tenant))).map(
        (row) => readSubscriptionHead(row).subscription,
      ),
    put: async (subscription) => {
      const { version } = subscription;
      const unmoved =
        version === 1
          ? { expression: 'attribute_not_exists(pk)' }
          : { expression: 'changes = :before', values: { ':before': version - 1 } };
      return (await putItem(table, subscriptionHead(subscription), unmoved)) === 'written' ? 'written' : 'conflict';
    },
    remove: (tenant, id) => removeItem(table, reviewSubscriptionKeys.head(tenant, id)),
    addEvent: async (tenant, id, event) => {
      for (;;) {
        const latest = await recent(tenant, id, RECENT);
        const same = latest.find(({ request, version }) => request === event.request && version === event.version);
        if (same) return same.number;
        const number = (latest[0]?.number ?? 0) + 1;
        const item = { ...reviewSubscriptionKeys.event(tenant, id, number), event: { ...event, number } };
        if ((await putItem(table, item, { expression: 'attribute_not_exists(pk)' })) === 'written') return number;
      }
    },
    newest: async (tenant, id) => (await recent(tenant, id, 1))[0]?.number ?? 0,
    events: async (tenant, id, from, to, most) => {
      const range = reviewSubscriptionRanges.events(tenant, id, Math.max(0, from), Math.min(LAST, to));
      return (await queryRange(table, range, { limit: most })).map((row) => readEvent(row).event);
    },
  };
};
