import type { OrderRef } from '../../app/ports/authorization-store.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { join, segment, under } from './key-text.ts';
import { type Key, keys, type Range } from './table.ts';

const LAST = '~~';

/** A tenant's orders by the days they are listed on: one partition, so that one consistent query reads any days. */
export const dayKey = (tenant: TenantId, day: string, order: OrderRef): Key => ({
  pk: under(tenant, 'DAYS'),
  sk: join(segment(day), segment(order.source), segment(order.orderId)),
});
export const daysRange = (tenant: TenantId, from: string, to: string): Range => ({
  pk: under(tenant, 'DAYS'),
  from: segment(from),
  to: join(segment(to), LAST),
});

/** The head a row of a day is of. */
export const headOfDay = (tenant: TenantId, sk: string): Key =>
  keys.headAt(under(tenant, 'ORDER', ...sk.split('#').slice(1)));
