import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { NoticeEvent, ReviewSubscription } from '../../core/authorization/review-subscription.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';

/** Subscriptions to results of prior authorization requests, and the events each was to be told. */
export interface ReviewSubscriptions {
  get(tenant: TenantId, id: string): Promise<ReviewSubscription | undefined>;
  /** Every one of a tenant: they are few. */
  list(tenant: TenantId): Promise<readonly ReviewSubscription[]>;
  /** One conditional write; a conflict where another writer was faster. */
  put(subscription: ReviewSubscription): Promise<'written' | 'conflict'>;
  remove(tenant: TenantId, id: string): Promise<void>;
  /** Numbers an event; the same event again keeps its number. */
  addEvent(tenant: TenantId, id: string, event: Omit<NoticeEvent, 'number'>): Promise<number>;
  /** Number of the newest event; 0 before the first. */
  newest(tenant: TenantId, id: string): Promise<number>;
  /** By number, both included, oldest first. */
  events(tenant: TenantId, id: string, from: number, to: number, most: number): Promise<readonly NoticeEvent[]>;
}

/** What is told of one event: the request as it stands, where there is one to tell. */
export interface ToldEvent {
  readonly event: NoticeEvent;
  readonly request?: ReviewRequest;
  /** Its latest message. */
  readonly content?: string;
}

export interface Notice {
  readonly subscription: ReviewSubscription;
  readonly type: 'handshake' | 'heartbeat' | 'event-notification';
  /** Events since it began. */
  readonly count: number;
  readonly told: readonly ToldEvent[];
  readonly at: string;
}

/** Calls the endpoint of a subscription. */
export interface NoticeSender {
  /** Throws if the server is in trouble or does not take it: worth a retry. */
  send(notice: Notice, tenant: { readonly outbound?: readonly string[] }): Promise<'sent' | 'resting' | 'refused'>;
}
