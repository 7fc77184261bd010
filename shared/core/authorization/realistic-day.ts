import { addBusinessDays, type HolidayCalendar } from '../model/business-days.ts';
import type { Determination, DueClock } from '../model/determination.ts';
import type { DayOf } from './due.ts';

/** The first day a visit can be expected to be authorized by; a forecast, never a yes. */
export interface RealisticDay {
  readonly date: string;
  readonly says: string;
}

interface Forecast {
  /** Clocks that run, or would run if the request went out on `sentOn`. */
  readonly clocks: readonly DueClock[];
  readonly sentOn?: string;
  readonly today: string;
  /** Business days this payer's decision is to be there before a visit. */
  readonly leadDays: number;
  readonly holidays: HolidayCalendar;
}

/** Waits for an authorization that a payer decides, and on nothing else that no rule dates. */
export const isAwaitingAuthorization = ({
  authorizationRequired,
  state,
}: Pick<Determination, 'authorizationRequired' | 'state'>): boolean =>
  authorizationRequired === true && (state === 'required' || state === 'information-needed' || state === 'submitted');

/** The plan takes all its time, by the longest clock that may be its; then the business days. No clock, no day. */
export const realisticDay = (
  { clocks, sentOn, today, leadDays, holidays }: Forecast,
  dayOf: DayOf,
): RealisticDay | undefined => {
  const [last] = clocks
    .map((clock) => ({ clock, day: clock.due.length === 10 ? clock.due : dayOf(clock.due) }))
    .toSorted((a, b) => b.day.localeCompare(a.day));
  // A time that was only assumed dates nothing.
  if (!last || clocks.some(({ usual }) => usual)) return undefined;
  const decided = last.day < today ? today : last.day;
  const { says = '', onlyIf } = last.clock;
  const sent = sentOn ? `the request goes out by ${sentOn} and ` : '';
  const lead = leadDays ? `, and ${leadDays} business day${leadDays === 1 ? '' : 's'} before the visit` : '';
  return {
    date: addBusinessDays(decided, 1 + leadDays, holidays),
    says: `If ${sent}the plan takes its full time: ${says}${onlyIf ? `, if ${onlyIf}` : ''}${lead}.`,
  };
};
