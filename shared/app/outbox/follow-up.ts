import type { TenantId } from '../../core/model/tenant-id.ts';
import type { Delivery, OrderRef } from '../ports/authorization-store.ts';
import type { LogFields, Ports } from '../ports/ports.ts';

/**
 * What became of one try. `resting`: the receiver is spared for a while, so nothing was tried and nothing counts.
 * `refused`: it will never be taken, and is given up. What is thrown may go better later, and is tried again.
 */
export type Tried =
  | { readonly is: 'resting' }
  | { readonly is: 'refused' }
  /** `outcome`: one word for the log. */
  | { readonly is: 'delivered'; readonly outcome: string };

/** One kind of delivery that follows on changes of records. Attempts, pauses, giving up and dead letters are the relay's. */
export interface FollowUp {
  /** Stored name of its list: one of its own, so that a receiver that is away holds up no other kind. */
  readonly list: string;
  /** The events it follows on. */
  readonly follows: readonly string[];
  /** Where the log says how long the oldest has waited. */
  readonly ageField: keyof Pick<LogFields, 'writeBackAgeMs'>;
  /** Whether the tenant and the source of an order want it. */
  isWanted(tenant: TenantId, order: OrderRef, ports: Ports): Promise<boolean>;
  /** Safe to repeat: a crash after it delivers again. */
  deliver(tenant: TenantId, delivery: Delivery, ports: Ports): Promise<Tried>;
}
