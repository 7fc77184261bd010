import type { HistoryEntry } from '../../core/authorization/authorization.ts';
import type { TenantId } from '../../core/model/tenant-id.ts';
import type { Delivery } from './authorization-store.ts';

export interface PendingDelivery {
  readonly tenant: TenantId;
  readonly delivery: Delivery;
}
export interface Outbox {
  /** `leaving`: as in `StagedAnswer`, where the delivery belongs to a change without an answer. */
  put(tenant: TenantId, delivery: Delivery, leaving?: HistoryEntry): Promise<void>;
  /**
   * Consistent query of one shard in the base table, behind `after`: least tried first, so that work which keeps failing
   * never stands in front of fresh work; an order's versions in their order. Only what goes out with a change itself.
   */
  pending(shard: number, limit: number, after?: PendingDelivery): Promise<readonly PendingDelivery[]>;
  readonly shards: number;
  /** Writes the history entry, then removes the delivery. */
  finish(tenant: TenantId, delivery: Delivery): Promise<void>;
  /** Deliveries of one shard of a list of their own to be tried at `until` or before, soonest first. */
  due(list: string, shard: number, until: string, limit: number): Promise<readonly PendingDelivery[]>;
  /** Puts it back, as tried once more unless told otherwise. */
  retryLater(
    tenant: TenantId,
    delivery: Delivery,
    changed?: Partial<Pick<Delivery, 'attempts' | 'notBefore'>>,
  ): Promise<void>;
}
