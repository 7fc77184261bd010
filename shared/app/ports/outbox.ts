import type { HistoryEntry } from '../../core/authorization/authorization.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Delivery } from './authorization-store.ts';

export interface PendingDelivery {
  readonly tenant: TenantId;
  readonly delivery: Delivery;
}
export interface Outbox {
  /** `leaving` and `days`: as in `StagedAnswer`, for a change without an answer. */
  put(tenant: TenantId, delivery: Delivery, leaving?: HistoryEntry, days?: readonly string[]): Promise<void>;
  /**
   * Consistent query of one shard in the base table, after `after`: fewest attempts first, so that failing work never
   * delays new work; an order's versions in order. Only deliveries that go out with a change itself.
   */
  pending(shard: number, limit: number, after?: PendingDelivery): Promise<readonly PendingDelivery[]>;
  readonly shards: number;
  /** Writes the history entry, then removes the delivery. */
  finish(tenant: TenantId, delivery: Delivery): Promise<void>;
  /** Deliveries of one shard of a kind's own list due by `until`, soonest first. */
  due(list: string, shard: number, until: string, limit: number): Promise<readonly PendingDelivery[]>;
  /** Puts it back with one more attempt, unless told otherwise. */
  retryLater(
    tenant: TenantId,
    delivery: Delivery,
    changed?: Partial<Pick<Delivery, 'attempts' | 'notBefore'>>,
  ): Promise<void>;
}

/** What is found in every shard of a list, one after the other. */
export const everyShard = async (
  { shards }: Pick<Outbox, 'shards'>,
  look: (shard: number) => Promise<readonly PendingDelivery[]>,
): Promise<readonly PendingDelivery[]> =>
  (await Promise.all(Array.from({ length: shards }, (_, shard) => look(shard)))).flat();
