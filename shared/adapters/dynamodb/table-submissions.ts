import type { OrderRef } from '../../app/ports/authorization-store.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { join, padded, segment, under } from './key-text.ts';
import { type Key, keys, type Range } from './table.ts';

const HEADS = 'REQUEST';
const TEXTS = 'REQUESTTEXT';
const LISTED = 'REQUESTLIST';
const orderPk = (tenant: TenantId, order: OrderRef): string => keys.head(tenant, order).pk;

/** Keys of requests to payers: in the partition of their order, beside its record. A trace number is our own, of nobody. */
export const submissionKeys = {
  head: (tenant: TenantId, order: OrderRef, id: string): Key => ({
    pk: orderPk(tenant, order),
    sk: join(HEADS, segment(id)),
  }),
  part: (tenant: TenantId, order: OrderRef, name: string, index: number): Key => ({
    pk: orderPk(tenant, order),
    sk: join(TEXTS, segment(name), padded(index)),
  }),
  trace: (tenant: TenantId, trace: string): Key => ({ pk: under(tenant, 'REQUESTTRACE', segment(trace)), sk: 'ORDER' }),
};

/** A tenant's requests by their last change; the position names the version, so that a page tells whether it changed. */
export const requestIndexes = (tenant: TenantId, id: string, updatedAt: string, version: number) => ({
  gsi3pk: under(tenant, LISTED),
  gsi3sk: join(segment(updatedAt), segment(id), padded(version)),
});

export const submissionRanges = {
  listed: (tenant: TenantId): Range => ({ index: 'service', pk: under(tenant, LISTED), from: ' ', to: '~~' }),
  heads: (tenant: TenantId, order: OrderRef): Range => ({
    pk: orderPk(tenant, order),
    from: `${HEADS}#`,
    to: `${HEADS}#~~`,
  }),
  parts: (tenant: TenantId, order: OrderRef, name: string): Range => ({
    pk: orderPk(tenant, order),
    from: `${TEXTS}#${segment(name)}#`,
    to: `${TEXTS}#${segment(name)}#~~`,
  }),
};
