import type { OrderRef } from '../../app/ports/authorization-store.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import { join, segment } from './key-text.ts';
import { type Key, keys, type Range } from './table.ts';

const LAST = '~~';

/** Payer decisions that are not on the head: under their content, so that writers in a race cannot lose one. */
export const decisionKey = (tenant: TenantId, order: OrderRef, recordedAt: string, digest: string): Key => ({
  pk: keys.head(tenant, order).pk,
  sk: join('DECISION', segment(recordedAt), segment(digest)),
});
export const decisionRange = (tenant: TenantId, order: OrderRef): Range => ({
  pk: keys.head(tenant, order).pk,
  from: join('DECISION', ''),
  to: join('DECISION', LAST),
});
