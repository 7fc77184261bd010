import { allDocuments } from '../../core/authorization/attach.ts';
import type { PastEvent, RequestEvent } from '../../core/authorization/request-events.ts';
import type { ReviewItem } from '../../core/authorization/review-item.ts';
import type { ReviewRequest } from '../../core/authorization/review-request.ts';
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

const assigned = ({ assignee: _before, ...request }: ReviewRequest, assignee: string | undefined): ReviewRequest =>
  assignee === undefined ? request : { ...request, assignee };

/** What stays in the history: documents are kept by their content, and the items stand in the request. */
const pastOf = (event: RequestEvent): PastEvent => {
  if ('claim' in event) return { at: event.at, by: event.by, kind: event.kind };
  if (event.kind !== 'documented') return event;
  const { items: _items, documents: _documents, ...past } = event;
  return past;
};

/** A request after something happened to it. */
export const evolve = (before: ReviewRequest, event: RequestEvent): ReviewRequest => {
  const { proposals: _p, appeal: _a, peerToPeer: _c, reconsider: _r, ...rest } = before;
  const request = event.kind === 'assigned' ? assigned(rest, event.assignee) : rest;
  const items = itemsAfter(before.items, event);
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
