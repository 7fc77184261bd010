import {
  isUndecided,
  type RequestEvent,
  type ReviewItem,
  type ReviewRequest,
} from '../../core/authorization/review-request.ts';
import { compact } from '../../core/model/compact.ts';

const numberOf = ({ state }: ReviewItem): string | undefined => ('number' in state ? state.number : undefined);

/** The number an item had before stays findable on it. */
const withState = (item: ReviewItem, state: ReviewItem['state']): ReviewItem => {
  const earlier = numberOf(item);
  const now = 'number' in state ? state.number : undefined;
  return { ...item, state, ...(earlier !== undefined && earlier !== now ? { earlierNumber: earlier } : {}) };
};

const itemsAfter = (items: readonly ReviewItem[], event: RequestEvent): readonly ReviewItem[] => {
  if (event.kind === 'extended' || event.kind === 'assigned') return items;
  if (event.kind === 'reviewed')
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

/** An item with the times measures are made of: an item that stays as it was keeps them. */
const timed = (item: ReviewItem, items: readonly ReviewItem[], { at }: RequestEvent): ReviewItem => {
  const { submittedAt: _submitted, decidedAt: _decided, ...rest } = item;
  const before = items.find(({ sequence }) => sequence === item.sequence);
  const submittedAt = before ? before.submittedAt : at;
  const stays = before !== undefined && JSON.stringify(before.state) === JSON.stringify(item.state);
  const decidedAt = isUndecided(item) ? undefined : stays ? before.decidedAt : at;
  return { ...rest, ...compact({ submittedAt, decidedAt }) };
};

const assigned = ({ assignee: _before, ...request }: ReviewRequest, assignee: string | undefined): ReviewRequest =>
  assignee === undefined ? request : { ...request, assignee };

/** What stays in the history: documents are kept by their content, and the items stand in the request. */
const withoutItems = (event: RequestEvent) => {
  if (event.kind !== 'documented') return event;
  const { items: _items, ...past } = event;
  return past;
};

/** A request after something happened to it. */
export const evolve = (before: ReviewRequest, happened: RequestEvent): ReviewRequest => {
  const event = withoutItems(happened);
  const { at, by, kind } = event;
  const request = event.kind === 'assigned' ? assigned(before, event.assignee) : before;
  return {
    ...request,
    version: request.version + 1,
    updatedAt: at,
    items: itemsAfter(request.items, happened).map((item) => timed(item, request.items, happened)),
    history: [...request.history, 'claim' in event ? { at, by, kind } : event],
    ...('claim' in event
      ? { claims: [...request.claims, event.claim], parties: event.parties, serviceUntil: event.serviceUntil }
      : {}),
    ...(event.kind === 'extended' && request.clock
      ? { clock: { ...request.clock, due: event.dueAt }, isExtended: true as const }
      : {}),
  };
};
