import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { OrderRef, OutgoingEvent } from './authorization-store.ts';
import type { SecretReference } from './source.ts';

/** Where a tenant without an event bus is told of events. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** Secret with `whsec_` and the base64 of 24 to 64 bytes. */
  readonly secret: SecretReference;
  /** Types of events; absent: all. */
  readonly events?: readonly string[];
}

/** One event for one webhook. Of a person it names no more than the event does: the order. */
export interface WebhookMessage {
  /** Id of the webhook, and of the event: the receiver knows a repetition by it. */
  readonly hook: string;
  readonly id: string;
  readonly order: OrderRef;
  readonly event: OutgoingEvent;
  /** ISO instant of the event. */
  readonly at: string;
  readonly state: 'waiting' | 'delivered' | 'failed';
  readonly attempts: number;
  /** Of the last attempt: when, and why it failed, in one word. */
  readonly triedAt?: string;
  readonly problem?: string;
}

/** What was sent to webhooks and what is still to be, for some weeks. */
export interface WebhookLog {
  /** Keeps a message unless it is kept already; the one that is. */
  keep(tenant: TenantId, message: WebhookMessage): Promise<WebhookMessage>;
  settle(tenant: TenantId, message: WebhookMessage): Promise<void>;
  get(tenant: TenantId, name: Pick<WebhookMessage, 'hook' | 'at' | 'id'>): Promise<WebhookMessage | undefined>;
  /** Newest first; behind `after` alone, where one is named. */
  list(
    tenant: TenantId,
    hook: string,
    limit: number,
    after?: Pick<WebhookMessage, 'at' | 'id'>,
  ): Promise<readonly WebhookMessage[]>;
}

interface WebhookCall {
  readonly webhook: Webhook;
  readonly id: string;
  readonly body: string;
  /** Origins the tenant allows. */
  readonly origins: readonly string[];
}

export interface WebhookSender {
  /**
   * Signs a message and posts it. `gone`: the receiver wants no more; `resting`: nothing was tried, its breaker is open;
   * `failed`: to be tried again, with the reason in one word.
   */
  send(call: WebhookCall): Promise<'taken' | 'gone' | 'resting' | { readonly failed: string }>;
}
