import type { ReviewExchange } from '../../core/authorization/review-exchange.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Ports } from '../ports/ports.ts';
import type { ExchangeSpan } from '../ports/review-exchanges.ts';

/** An exchange, and the request it was about as it stands now. */
interface ListedExchange {
  readonly exchange: ReviewExchange;
  readonly request?: ReviewRequest;
}

/** A page of exchanges in the order of receipt: one query a month looked at, and one batch of heads. */
export const listExchanges = async (
  tenant: TenantId,
  span: ExchangeSpan,
  asked: { readonly limit: number; readonly after?: string },
  { reviewExchanges }: Pick<Ports, 'reviewExchanges'>,
): Promise<{ readonly rows: readonly ListedExchange[]; readonly next?: string }> => {
  const { rows, isCut } = await reviewExchanges.page(tenant, span, asked);
  const ids = [...new Set(rows.flatMap(({ exchange }) => exchange.request?.id ?? []))];
  const heads = new Map((await reviewExchanges.requests(tenant, ids)).map((one) => [one.id, one]));
  const last = rows.at(-1);
  return {
    rows: rows.map(({ exchange }) => {
      const request = exchange.request && heads.get(exchange.request.id);
      return { exchange, ...(request ? { request } : {}) };
    }),
    ...(isCut && last ? { next: last.position } : {}),
  };
};
