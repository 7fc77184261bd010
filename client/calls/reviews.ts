import type {
  PeerAct,
  QueueFilters,
  QueuePage,
  ReviewAct,
  ReviewCase,
  ReviewRow,
  SecondSignature,
} from '../model/review.ts';
import { nextOf, resourcesOf } from '../read/read-day.ts';
import { readReviewCase, readReviewRow } from '../read/read-review.ts';
import { pathOf, queryOf } from '../transport/call.ts';
import type { Transport } from '../transport/transport.ts';
import { writeAsked, writeAssignment, writePeerOutcome, writeReview, writeSignature } from '../write/write-review.ts';

export interface ReviewCalls {
  /** Requests that wait for a reviewer, the soonest clock first; with the ETag of an earlier page, `unchanged` where nothing is new. */
  reviews(filters?: QueueFilters, etag?: string): Promise<QueuePage>;
  /** The page behind another one. */
  nextReviews(next: string): Promise<QueuePage>;
  reviewCase(id: string): Promise<ReviewCase>;
  /** Who has it from now on; an empty name is nobody. */
  assignReview(id: string, assignee: string, options?: { readonly etag?: string }): Promise<ReviewRow>;
  /** Records a licensed reviewer's act; what became of the request is read with `reviewCase`. */
  review(id: string, act: ReviewAct): Promise<void>;
  /** Another reviewer's signature under a decision against a request. */
  confirmReview(id: string, act: SecondSignature, options?: { readonly etag?: string }): Promise<void>;
  /** Why a decision is wrong, from who asked, or as it came by mail or telephone. */
  appealReview(id: string, says: string, options?: { readonly etag?: string }): Promise<void>;
  /** Why an appeal that is not decided is taken back. */
  withdrawAppeal(id: string, says: string, options?: { readonly etag?: string }): Promise<void>;
  /** Why a conversation with a reviewer is asked for; or what came of it. */
  peerToPeer(id: string, act: string | PeerAct, options?: { readonly etag?: string }): Promise<void>;
}

export const reviewCalls = (transport: Transport): ReviewCalls => {
  const page = async (path: string, etag?: string): Promise<QueuePage> => {
    const { status, text, header } = await transport.send({ path, ...(etag ? { ifNoneMatch: etag } : {}) });
    if (status === 304) return { unchanged: true, etag: header('etag') ?? etag ?? '' };
    const bundle: unknown = JSON.parse(text);
    const next = nextOf(bundle);
    const rows = resourcesOf(bundle).map(readReviewRow);
    return { unchanged: false, etag: header('etag') ?? '', rows, ...(next ? { next: pathOf(next) } : {}) };
  };
  const operation = (id: string, name: string): string => `/r4/Claim/${encodeURIComponent(id)}/$${name}`;
  const record = async (id: string, name: string, body: string, { etag }: { readonly etag?: string } = {}) => {
    const path = operation(id, name);
    await transport.send({ method: 'POST', path, body, writes: true, ...(etag ? { ifMatch: etag } : {}) });
  };
  return {
    reviews: ({ state, assignee, waiting, count } = {}, etag) =>
      page(`/r4/$reviews${queryOf({ state, assignee, waiting, _count: count })}`, etag),
    nextReviews: (next) => page(next),
    reviewCase: async (id) => readReviewCase(await transport.json({ path: operation(id, 'case') })),
    assignReview: async (id, assignee, { etag } = {}) =>
      readReviewRow(
        await transport.json({
          method: 'POST',
          path: operation(id, 'assign'),
          body: writeAssignment(assignee),
          writes: true,
          ...(etag ? { ifMatch: etag } : {}),
        }),
      ),
    confirmReview: (id, act, options) => record(id, 'confirm', writeSignature(act), options),
    appealReview: (id, says, options) => record(id, 'appeal', writeAsked(says), options),
    withdrawAppeal: (id, says, options) => record(id, 'withdraw-appeal', writeAsked(says), options),
    peerToPeer: (id, act, options) =>
      record(id, 'peer-to-peer', typeof act === 'string' ? writeAsked(act) : writePeerOutcome(act), options),
    review: async (id, act) => {
      await transport.send({ method: 'POST', path: operation(id, 'review'), body: writeReview(act), writes: true });
    },
  };
};
