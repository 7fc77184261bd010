import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { join, padded, segment, under } from './key-text.ts';
import type { Key, Range } from './table.ts';

const listPk = (tenant: TenantId): string => under(tenant, 'UMSUBS');
const eventPk = (tenant: TenantId, id: string): string => under(tenant, 'UMSUBEVENT', segment(id));

/** Keys of subscriptions to results: all of a tenant in one partition, the events of each in its own. */
export const reviewSubscriptionKeys = {
  head: (tenant: TenantId, id: string): Key => ({ pk: listPk(tenant), sk: segment(id) }),
  event: (tenant: TenantId, id: string, number: number): Key => ({
    pk: eventPk(tenant, id),
    sk: join('EVENT', padded(number)),
  }),
};

export const reviewSubscriptionRanges = {
  all: (tenant: TenantId): Range => ({ pk: listPk(tenant), from: ' ', to: '~~' }),
  events: (tenant: TenantId, id: string, from: number, to: number): Range => ({
    pk: eventPk(tenant, id),
    from: join('EVENT', padded(from)),
    to: join('EVENT', padded(to)),
  }),
};
