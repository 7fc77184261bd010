import type { ReviewExchange } from '../../core/authorization/review-exchange.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';

/** From one instant up to, and not including, another. */
export interface ExchangeSpan {
  readonly from: string;
  readonly to: string;
}

/** What was exchanged about prior authorization requests, call by call in the order of receipt; nothing of it changes. */
export interface ReviewExchanges {
  add(exchange: ReviewExchange): Promise<void>;
  /** Those received in a span, the oldest first, after a position. */
  page(
    tenant: TenantId,
    span: ExchangeSpan,
    asked: { readonly limit: number; readonly after?: string },
  ): Promise<{
    readonly rows: readonly { readonly exchange: ReviewExchange; readonly position: string }[];
    readonly isCut: boolean;
  }>;
  /** Ids of requests first received in a span; one that was never written, or later than its row, may be among them. */
  received(tenant: TenantId, span: ExchangeSpan, most: number): Promise<readonly string[]>;
  /** Requests as they stand, to be counted: nothing of whom they are about leaves, so the audit trail does not look. */
  requests(tenant: TenantId, ids: readonly string[]): Promise<readonly ReviewRequest[]>;
}
