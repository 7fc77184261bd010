import type { OrderRef } from '../../app/ports/authorization-store.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { join, segment, under } from './key-text.ts';
import { type Key, keys, type Range } from './table.ts';

const LIST = 'ORDERLIST';
const END = '~~';

/**
 * Keys of the list of a tenant's orders, by service date. A row is written before its head, and again with every answer; one
 * whose head has another date by now is outdated.
 */
export const listKeys = {
  row: (tenant: TenantId, serviceDate: string, order: OrderRef): Key => ({
    pk: under(tenant, LIST),
    sk: join(segment(serviceDate), segment(order.source), segment(order.orderId)),
  }),
  /** The row for a position among the orders of a state. */
  rowAt: (tenant: TenantId, position: string): Key => {
    const [serviceDate = '', , ...order] = position.split('#');
    return { pk: under(tenant, LIST), sk: join(serviceDate, ...order) };
  },
  /** The head a row is for. */
  head: (tenant: TenantId, { sk }: Key): Key => keys.headAt(under(tenant, 'ORDER', sk.slice(sk.indexOf('#') + 1))),
  /** How far the orders of an earlier release were entered. */
  progress: (tenant: TenantId): Key => ({ pk: under(tenant, 'ORDERLISTED'), sk: 'UNTIL' }),
};

/** Service dates from `from` to `to`, both included. */
export const listRange = (tenant: TenantId, from = ' ', to = ''): Range => ({
  pk: under(tenant, LIST),
  from,
  to: `${to}${END}`,
});
