import { missingDocuments } from '../../core/authorization/attach.ts';
import type { ExchangeAbout, ReviewExchange } from '../../core/authorization/review-exchange.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Ports } from '../ports/ports.ts';

/** How a call was answered. */
interface ExchangeAnswer extends Pick<ReviewExchange, 'receivedAt' | 'status' | 'issues' | 'rejections'> {
  readonly tenant: TenantId;
}

/**
 * Keeps one exchange for measures, before its answer leaves: a process that dies before that has answered nobody, and the client's next
 * try is an exchange of its own.
 */
export const recordExchange = async (
  { request, ...about }: ExchangeAbout,
  answer: ExchangeAnswer,
  { reviewExchanges, ids, clock }: Pick<Ports, 'reviewExchanges' | 'ids' | 'clock'>,
): Promise<void> =>
  reviewExchanges.add({
    ...about,
    ...answer,
    id: ids.next(),
    answeredAt: clock.now(),
    ...(request ? { request: { id: request.id, version: request.version } } : {}),
    items: (request?.items ?? []).map(({ sequence, codes, state: { is } }) => ({ sequence, codes, is })),
    documents: missingDocuments(request?.items ?? []),
  });
