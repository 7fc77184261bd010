import * as z from 'zod/mini';
import type { Subscriptions } from '../../../app/ports/subscriptions.ts';
import { makeReader } from '../item.ts';
import { keys } from '../table.ts';
import { getItem, putItem, type TableAccess } from '../table-access.ts';

const readPosition = makeReader<{ readonly lastNumber: number; readonly at: string }>(
  'position',
  z.looseObject({ lastNumber: z.number(), at: z.string() }),
);

/** The last event received of each EHR subscription. */
export const makeSubscriptionStore = (table: TableAccess): Subscriptions => ({
  position: async (tenant, source, subscription) => {
    const item = await getItem(table, keys.subscription(tenant, source, subscription));
    if (!item) return undefined;
    const { lastNumber, at } = readPosition(item);
    return { number: lastNumber, at };
  },
  advance: async (tenant, source, subscription, { number, at }, restart) => {
    const item = { ...keys.subscription(tenant, source, subscription), lastNumber: number, at };
    const onward = { expression: 'attribute_not_exists(pk) OR lastNumber <= :number', values: { ':number': number } };
    await putItem(table, item, restart ? undefined : onward);
  },
});
