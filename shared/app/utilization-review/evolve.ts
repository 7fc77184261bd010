import { allDocuments } from '../../core/authorization/attach.ts';
import type { PastEvent, RequestEvent } from '../../core/authorization/request-events.ts';
import { isUndecided, type ReviewItem } from '../../core/authorization/review-item.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
import { compact } from '../../core/model/compact.ts';
import { recourseAfter } from './recourse-after.ts';

const numberOf = ({ state }: ReviewItem): string | undefined => ('number' in state ? state.number : undefined);

/** The number an item had before stays findable on it. */
const withState = (item: ReviewItem, state: ReviewItem['state']): ReviewItem => {
  const earlier = numberOf(item);
  const now = 'number' in state ? state.number : undefined;
  return { ...item, state, ...(earlier !== undefined && earlier !== now ? { earlierNumber: earlier } : {}) };
};

const itemsAfter = (items: readonly ReviewItem[], event: RequestEvent): readonly ReviewItem[] => {
  if (event.kind === 'proposed' || !('items' in event)) return items;
  if (event.kind === 'reviewed' || event.kind === 'confirmed')
    return items.map((item) => {
      const changed = event.items.find(({ sequence }) => sequence === item.sequence);
      return changed ? withState(item, changed.state) : item;
    });
  return event.items.map((item) => {
    const before = items.find(({ sequence }) => sequence === item.sequence);
    return before
      ? withState(
          { ...item, ...(before.earlierNumber ? { earlierNumber: before.earlierNumber } : {}), state: before.state },
          item.state,
        )
      : item;
  });
};

/** An item with the times measures are made of: one that stays as it was keeps them, and so does one whose decision was looked at again. */
const timed = (item: ReviewItem, items: readonly ReviewItem[], { at, kind }: RequestEvent): ReviewItem => {
  const { submittedAt: _submitted, decidedAt: _decided, ...rest } = item;
  const before = items.find(({ sequence }) => sequence === item.sequence);
  const submittedAt = before ? before.submittedAt : at;
  const isAgain = kind === 'reviewed' || kind === 'confirmed';
  const stays =
    before !== undefined &&
    !isUndecided(before) &&
    (isAgain || JSON.stringify(before.state) === JSON.stringify(item.state));
  const decidedAt = isUndecided(item) ? undefined : stays ? before.decidedAt : at;
  return { ...rest, ...compact({ submittedAt, decidedAt }) };
};

const assigned = ({ assignee: _before, ...request }: ReviewRequest, assignee: string | undefined): ReviewRequest =>
  assignee === undefined ? request : { ...request, assignee };

/** What stays in the history: documents are kept by their content, and the items stand in the request. */
const pastOf = (event: RequestEvent): PastEvent => {
  if ('claim' in event) {
    const { at, by, kind, reason } = event;
    return { at, by, kind, ...(reason === undefined ? {} : { reason }) };
  }
  if (event.kind !== 'documented') return event;
  const { items: _items, documents: _documents, ...past } = event;
  return past;
};

/** A request after something happened to it. */
export const evolve = (before: ReviewRequest, event: RequestEvent): ReviewRequest => {
  const { proposals: _p, appeal: _a, peerToPeer: _c, reconsider: _r, ...rest } = before;
  const request = event.kind === 'assigned' ? assigned(rest, event.assignee) : rest;
  const items = itemsAfter(before.items, event).map((item) => timed(item, before.items, event));
  const given = 'documents' in event ? event.documents : undefined;
  const sequences = items.map(({ sequence }) => sequence);
  return {
    ...request,
    version: request.version + 1,
    updatedAt: event.at,
    items,
    ...recourseAfter(before, event, items),
    ...(given?.length ? { documents: allDocuments(before, given, sequences) } : {}),
    history: [...request.history, pastOf(event)],
    ...('claim' in event
      ? { claims: [...request.claims, event.claim], parties: event.parties, serviceUntil: event.serviceUntil }
      : {}),
    ...(event.kind === 'extended' && request.clock
      ? { clock: { ...request.clock, due: event.dueAt }, isExtended: true as const }
      : {}),
  };
};
