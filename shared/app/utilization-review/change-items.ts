import type { ItemState, ReviewItem } from '../../core/authorization/review-item.ts';
import { isClosed, type ReviewRequest } from '../../core/authorization/review-request.ts';
import type { Rejection, SubmittedItem, SubmittedRequest } from '../../core/model/message/submitted-request.ts';
import type { Digest } from '../ports/ports.ts';

/** Administrative reasons an update is not taken up (X12 901, input errors). */
const reject = (says: string, followUp: Rejection['followUp'], path?: string): Rejection => ({
  code: '33',
  followUp,
  says,
  ...(path ? { path } : {}),
});

const ITEM_PATH = 'Bundle.entry[0].resource.item';

export const reviewBasis = (item: SubmittedItem, { shared }: SubmittedRequest, digest: Pick<Digest, 'of'>): string =>
  digest.of([item.content, shared]);

const isDecided = ({ is }: ItemState): boolean => is !== 'pended' && is !== 'referred';

/** The states an update leaves the items in, or why it is not taken up. */
type Changed =
  | { readonly rejections: readonly [Rejection, ...Rejection[]] }
  | { readonly items: readonly ReviewItem[] };

const cancelled = (before: ReviewItem | undefined): ItemState => {
  const number = before && 'number' in before.state ? before.state.number : undefined;
  return { is: 'cancelled', ...(number === undefined ? {} : { number }) };
};

export const itemOf = (one: SubmittedItem, basis: string, state: ItemState): ReviewItem => ({
  sequence: one.sequence,
  basis,
  traceNumbers: one.traceNumbers,
  codes: one.codes,
  ...(one.days ? { days: one.days } : {}),
  state,
});

/** What the rules say of an update now. */
interface Decided {
  readonly stateOf: (index: number) => ItemState;
  /** It brings documents and no fact: nothing a rule reads has changed, so what is open stays a reviewer's. */
  readonly isDocumentsOnly?: boolean;
}

/**
 * Items of an update beside those on file. What was decided and did not change stays decided; what is open, new or changed is
 * decided by rules again; a refused item is never updated into another answer.
 */
export const changeItems = (
  request: ReviewRequest,
  update: SubmittedRequest,
  { stateOf, isDocumentsOnly = false }: Decided,
  digest: Pick<Digest, 'of'>,
): Changed => {
  const rejections: Rejection[] = [];
  const before = new Map(request.items.map((item) => [item.sequence, item]));
  for (const { sequence } of request.items)
    if (!update.items.some((one) => one.sequence === sequence))
      rejections.push(reject(`Item ${sequence} is missing: an update repeats every item.`, 'C', ITEM_PATH));
  const items = update.items.map((one, index): ReviewItem => {
    const old = before.get(one.sequence);
    const basis = reviewBasis(one, update, digest);
    const isSame = old?.basis === basis;
    const path = `${ITEM_PATH}[${index}]`;
    if (one.isCancelled) {
      if (old?.state.is === 'denied')
        rejections.push(reject(`Item ${one.sequence} was refused: it cannot be cancelled.`, 'N', path));
      return itemOf(one, old?.basis ?? basis, cancelled(old));
    }
    if (old?.state.is === 'cancelled')
      rejections.push(reject(`Item ${one.sequence} was cancelled: ask for it as a new item.`, 'C', path));
    if (old?.state.is === 'denied' && !isSame)
      rejections.push(reject(`Item ${one.sequence} was refused: send a new request for it.`, 'N', path));
    const stays = old && isSame && (isDocumentsOnly || isDecided(old.state));
    return itemOf(one, basis, stays ? old.state : stateOf(index));
  });
  const [first, ...more] = rejections;
  return first ? { rejections: [first, ...more] } : { items };
};

/** Every item withdrawn; what was refused stays refused. */
export const cancelItems = (request: ReviewRequest): readonly ReviewItem[] =>
  request.items.map((item) => (item.state.is === 'denied' ? item : { ...item, state: cancelled(item) }));

/** Why a request as a whole takes no update. */
export const closedRejection = (request: ReviewRequest, path: string): Rejection | undefined => {
  if (!isClosed(request)) return undefined;
  return request.items.every(({ state }) => state.is === 'cancelled')
    ? reject('The request was cancelled already: send a new one.', 'N', path)
    : reject('The request was refused: send a new one.', 'N', path);
};

export const unknownRejection = (path: string): Rejection =>
  reject('The prior Claim is not on file from this sender.', 'N', path);
