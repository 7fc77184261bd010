import * as z from 'zod/mini';
import type { ReviewRequest } from '../../../core/authorization/review-request.ts';
import { bytesOf, makeReader, pack, unpackItem } from '../item.ts';
import type { Item } from '../table-access.ts';
import { reviewKeys } from '../table-reviews.ts';

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

export const requestHead = (request: ReviewRequest) => ({
  ...reviewKeys.head(request.tenant, request.id),
  changes: request.version,
  bytes: pack(request),
});
