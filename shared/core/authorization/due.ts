import { addBusinessDays, addCounted, isHoliday, onBusinessDay } from '../model/business-days.ts';
import { addDays, hoursAfter } from '../model/dates.ts';
import type { ClockBook, DecisionClock, Span } from '../model/decision-clock.ts';

/** The local date of an instant at the site. */
export type DayOf = (instant: string) => string;

/** When a span ends that begins at an instant: an instant for hours, else the date that ends the count. */
export const endOf = (
  span: Span,
  instant: string,
  { calendar, weekendReceipt }: Pick<DecisionClock, 'calendar' | 'weekendReceipt'>,
  book: Pick<ClockBook, 'holidays'>,
  dayOf: DayOf,
): string => {
  if (span.unit === 'hours') return hoursAfter(instant, span.amount);
  const holidays = book.holidays(calendar);
  const received = dayOf(instant);
  const start = weekendReceipt ? onBusinessDay(received, holidays) : received;
  if (span.unit === 'business-days') return addBusinessDays(start, span.amount, holidays);
  return span.without
    ? addCounted(start, span.amount, (day) => !isHoliday(day, holidays))
    : addDays(start, span.amount);
};

const UNIT_WORDS: Readonly<Record<Span['unit'], readonly [one: string, many: string]>> = {
  hours: ['hour', 'hours'],
  'calendar-days': ['calendar day', 'calendar days'],
  'business-days': ['business day', 'business days'],
};

/** `7 calendar days`. */
export const spanWords = ({ amount, unit, without }: Span): string =>
  `${amount} ${UNIT_WORDS[unit][amount === 1 ? 0 : 1]}${without ? ` without ${without}` : ''}`;
