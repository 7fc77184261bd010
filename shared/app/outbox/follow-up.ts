import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Delivery, OrderRef } from '../ports/authorization-store.ts';
import type { LogFields } from '../ports/log.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * Result of one attempt. `resting`: the receiver's circuit breaker is open, or it named a time, so that no attempt counts.
 * `refused`: it will never be accepted, and is given up. What is thrown is retried.
 */
export type Tried =
  | { readonly is: 'resting'; readonly until?: string }
  | { readonly is: 'refused' }
  /** `outcome`: one word, for the log. */
  | { readonly is: 'delivered'; readonly outcome: string };

/** One to two and a half hours, with pauses that double up to an hour. */
export const MAX_TRIES = 12;

/** One kind of delivery that follows changes of records. The relay handles attempts, backoff, giving up and dead letters. */
export interface FollowUp {
  /** Stored name of its own list, so that an unavailable receiver does not hold up other kinds. */
  readonly list: string;
  /** The events it follows. */
  readonly follows: readonly string[] | 'every';
  /** Log field for the age of the oldest one waiting; absent where waiting is what it does. */
  readonly ageField?: keyof Pick<LogFields, 'writeBackAgeMs' | 'submitAgeMs' | 'webhookAgeMs'>;
  /** Whether the order's tenant and source have it enabled. */
  isWanted(tenant: TenantId, order: OrderRef, ports: Ports): Promise<boolean>;
  /** Puts what follows a change itself, where that is more than one delivery for the order. */
  parts?(tenant: TenantId, change: Delivery, ports: Ports): Promise<void>;
  /** Safe to repeat: after a crash it is delivered again. */
  deliver(tenant: TenantId, delivery: Delivery, ports: Ports): Promise<Tried>;
  /** What else ends with one that is given up. */
  givenUp?(tenant: TenantId, delivery: Delivery, ports: Ports): Promise<void>;
  /** Puts a given-up one again, where it is about something else than an order's record. */
  again?(tenant: TenantId, about: OrderRef, ports: Ports): Promise<void>;
}
