import * as z from 'zod/mini';
import { reviewDue } from '../../../core/authorization/review-recourse.ts';
import { queueOf, type ReviewRequest } from '../../../core/authorization/review-request.ts';
import { bytesOf, makeReader, pack, unpackItem } from '../item.ts';
import type { Item } from '../table-access.ts';
import { queueIndexes, reviewKeys } from '../table-reviews.ts';

const text = z.string();
const readRequest = makeReader<ReviewRequest>(
  'prior authorization request',
  z.looseObject({
    id: text,
    version: z.int(),
    claims: z.array(z.looseObject({ key: text, trace: z.looseObject({ value: text }), digest: text, content: text })),
    items: z.array(z.looseObject({ sequence: z.int(), state: z.looseObject({ is: text }) })),
  }),
);

export const readRequestHead = (item: Item): ReviewRequest => readRequest(unpackItem(bytesOf(item)));

/** By when it has to be decided, the soonest first; behind them what has no clock. What is decided, by its last change. */
const NO_CLOCK = '9999-12-31';
const placeIn = (request: ReviewRequest): string =>
  queueOf(request) === 'open' ? (reviewDue(request)?.due ?? NO_CLOCK) : request.updatedAt;

export const requestHead = (request: ReviewRequest) => ({
  ...reviewKeys.head(request.tenant, request.id),
  ...queueIndexes(request.tenant, queueOf(request), request.id, placeIn(request), request.version),
  changes: request.version,
  bytes: pack(request),
});
