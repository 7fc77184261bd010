import { isUndecided, type ReviewItem } from './review-item.ts';
import type { ReviewRequest } from './review-request.ts';

/** What became of a request as a whole. `part`: modified, or certified for some services or some units. */
type RequestOutcome = 'approved' | 'part' | 'denied' | 'not-required' | 'withdrawn' | 'open';

/** Counts of requests, and hours from receipt to the last decision. */
export interface ReviewFigures {
  readonly received: number;
  /** Approved, in part or denied. */
  readonly decided: number;
  readonly approved: number;
  readonly part: number;
  readonly denied: number;
  readonly notRequired: number;
  readonly withdrawn: number;
  readonly open: number;
  /** Decided after the time to decide was extended; and approved then. */
  readonly extended: number;
  readonly extendedApproved: number;
  /** Decided and appealed; and approved since. */
  readonly appealed: number;
  readonly appealedApproved: number;
  /** Decided requests with a time; older ones have none. */
  readonly timed: number;
  readonly meanHours?: number;
  readonly medianHours?: number;
}

const CERTIFIED: ReadonlySet<string> = new Set(['certified', 'not-required']);

const outcomeOf = (items: readonly ReviewItem[]): RequestOutcome => {
  const live = items.filter(({ state }) => state.is !== 'cancelled');
  if (live.length === 0) return 'withdrawn';
  if (live.some(isUndecided)) return 'open';
  if (live.every(({ state }) => state.is === 'not-required')) return 'not-required';
  if (live.every(({ state }) => CERTIFIED.has(state.is))) return 'approved';
  return live.every(({ state }) => state.is === 'denied') ? 'denied' : 'part';
};

const HOUR_MS = 3_600_000;

/** Until the last of its services was decided first; of records before this was kept, not known. */
const hoursOf = ({ receivedAt, items }: ReviewRequest): number | undefined => {
  const live = items.filter(({ state }) => state.is !== 'cancelled');
  const times = live.flatMap(({ decidedAt }) => decidedAt ?? []).toSorted();
  const last = times.at(-1);
  return last === undefined || times.length < live.length
    ? undefined
    : (Date.parse(last) - Date.parse(receivedAt)) / HOUR_MS;
};

const medianOf = (sorted: readonly number[]): number => {
  const middle = sorted.length / 2;
  const [low = 0, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
};

const DECIDED: ReadonlySet<RequestOutcome> = new Set(['approved', 'part', 'denied']);

/** One request, as measures count it. */
export interface CountedRequest {
  readonly outcome: RequestOutcome;
  readonly isExpedited: boolean;
  readonly isExtended: boolean;
  readonly isAppealed: boolean;
  readonly hours?: number;
}

/** Appealed, and not only to take it back. */
const isAppealed = ({ history }: Pick<ReviewRequest, 'history'>): boolean => {
  const appealed = new Set<number>();
  for (const event of history) {
    if (event.kind === 'appealed') for (const one of event.sequences) appealed.add(one);
    if (event.kind === 'appeal-withdrawn') for (const one of event.sequences) appealed.delete(one);
  }
  return appealed.size > 0;
};

export const countedRequest = (request: ReviewRequest): CountedRequest => {
  const hours = hoursOf(request);
  return {
    outcome: outcomeOf(request.items),
    isExpedited: request.isExpedited,
    isExtended: request.isExtended === true,
    isAppealed: isAppealed(request),
    ...(hours === undefined ? {} : { hours }),
  };
};

/**
 * Figures of some requests, as the public measures of prior authorization want them (42 CFR 422.122(c) and its siblings): one
 * request counts once, by what became of all its services.
 */
export const reviewFigures = (requests: readonly CountedRequest[]): ReviewFigures => {
  const count = (outcome: RequestOutcome) => requests.filter((one) => one.outcome === outcome).length;
  const decided = requests.filter(({ outcome }) => DECIDED.has(outcome));
  const extended = decided.filter(({ isExtended }) => isExtended);
  const appealed = decided.filter(({ isAppealed }) => isAppealed);
  const approvedOf = (some: readonly CountedRequest[]) => some.filter(({ outcome }) => outcome === 'approved').length;
  const hours = decided.flatMap((one) => one.hours ?? []).toSorted((a, b) => a - b);
  return {
    received: requests.length,
    decided: decided.length,
    approved: count('approved'),
    part: count('part'),
    denied: count('denied'),
    notRequired: count('not-required'),
    withdrawn: count('withdrawn'),
    open: count('open'),
    extended: extended.length,
    extendedApproved: approvedOf(extended),
    appealed: appealed.length,
    appealedApproved: approvedOf(appealed),
    timed: hours.length,
    ...(hours.length
      ? { meanHours: hours.reduce((sum, one) => sum + one, 0) / hours.length, medianHours: medianOf(hours) }
      : {}),
  };
};
