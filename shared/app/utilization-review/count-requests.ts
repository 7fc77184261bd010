import { type CountedRequest, countedRequest } from '../../core/authorization/review-figures.ts';
import { BOUNDS } from '../../core/model/bounds.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import type { ExchangeSpan } from '../ports/review-exchanges.ts';

/** Heads read at once. */
const PIECE = 100;
const TOO_MANY = `More than ${BOUNDS.countedRequests} requests were received in this period: ask for a shorter one, or read the exchanges.`;

/** Requests of a period as measures count them; tests of a payer that has declared its authority are left out and counted. */
interface Counted {
  readonly requests: readonly CountedRequest[];
  /** The payer has not declared its authority: all of them are tests. */
  readonly areTests: boolean;
  readonly testsLeftOut: number;
}

/** Every request first received in a span, as it stands now. */
export const countRequests = async (
  { id, utilizationReview }: Tenant,
  span: ExchangeSpan,
  { reviewExchanges }: Pick<Ports, 'reviewExchanges'>,
): Promise<Result<Counted>> => {
  const rows = await reviewExchanges.received(id, span, BOUNDS.countedRequests + 1);
  if (rows.length > BOUNDS.countedRequests)
    return refused({ code: 'too-long', says: TOO_MANY, expression: 'http.period' });
  const ids = [...new Set(rows)];
  const areTests = utilizationReview?.authority === undefined;
  const requests: CountedRequest[] = [];
  let testsLeftOut = 0;
  for (let start = 0; start < ids.length; start += PIECE)
    for (const request of await reviewExchanges.requests(id, ids.slice(start, start + PIECE))) {
      // A row a process left that died before the head is of another time than the request was written with.
      if (request.receivedAt < span.from || request.receivedAt >= span.to) continue;
      if (request.isTest && !areTests) testsLeftOut += 1;
      else requests.push(countedRequest(request));
    }
  return ok({ requests, areTests, testsLeftOut });
};
