import { addDays, dayOfWeek } from './dates.ts';

/** One holiday of every year: a fixed day, or the nth weekday of a month (0 = Sunday; -1 = the last). */
interface Holiday {
  readonly name: string;
  readonly month: number;
  readonly day?: number;
  readonly weekday?: number;
  readonly nth?: number;
  readonly daysAfter?: number;
}

export interface HolidayCalendar {
  readonly id: string;
  /** Of a weekend's holiday: kept on the Friday or Monday beside it, or not moved. */
  readonly observed: 'nearest-weekday' | 'as-dated';
  readonly holidays: readonly Holiday[];
}

const pad = (n: number) => String(n).padStart(2, '0');
const SATURDAY = 6;
const WEEK = 7;

const nthWeekday = (year: number, month: number, weekday: number, nth: number): string => {
  const start = `${year}-${pad(month)}-01`;
  const first = addDays(start, (weekday - dayOfWeek(start) + WEEK) % WEEK);
  if (nth > 0) return addDays(first, (nth - 1) * WEEK);
  const fifth = addDays(first, 4 * WEEK);
  return fifth.slice(0, WEEK) === first.slice(0, WEEK) ? fifth : addDays(first, 3 * WEEK);
};

const dateOf = ({ month, day, weekday = 0, nth = 1, daysAfter = 0 }: Holiday, year: number): string =>
  addDays(day === undefined ? nthWeekday(year, month, weekday, nth) : `${year}-${pad(month)}-${pad(day)}`, daysAfter);

const observedOn = (date: string): string => {
  const weekday = dayOfWeek(date);
  if (weekday === SATURDAY) return addDays(date, -1);
  return weekday === 0 ? addDays(date, 1) : date;
};

const years = new WeakMap<HolidayCalendar, Map<number, ReadonlySet<string>>>();

/** Computed once a year and calendar; few years are ever asked about. */
const holidaysOf = (calendar: HolidayCalendar, year: number): ReadonlySet<string> => {
  const known = years.get(calendar) ?? new Map<number, ReadonlySet<string>>();
  years.set(calendar, known);
  let days = known.get(year);
  if (!days) {
    const dates = calendar.holidays.map((one) => dateOf(one, year));
    days = new Set(calendar.observed === 'as-dated' ? dates : dates.map(observedOn));
    known.set(year, days);
  }
  return days;
};

/** A New Year's Day on a Saturday is kept in the year before. */
export const isHoliday = (date: string, calendar: HolidayCalendar): boolean => {
  const year = Number(date.slice(0, 4));
  return holidaysOf(calendar, year).has(date) || holidaysOf(calendar, year + 1).has(date);
};

const isBusinessDay = (date: string, calendar: HolidayCalendar): boolean => {
  const weekday = dayOfWeek(date);
  return weekday !== 0 && weekday !== SATURDAY && !isHoliday(date, calendar);
};

/** The day after so many days that count; the first day itself never does. */
export const addCounted = (date: string, days: number, counts: (date: string) => boolean): string => {
  let day = date;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (counts(day)) left -= 1;
  }
  return day;
};

/** Monday to Friday without the calendar's holidays. */
export const addBusinessDays = (date: string, days: number, calendar: HolidayCalendar): string =>
  addCounted(date, days, (day) => isBusinessDay(day, calendar));

/** The day itself where business is done on it, else the next such day. */
export const onBusinessDay = (date: string, calendar: HolidayCalendar): string =>
  isBusinessDay(date, calendar) ? date : addBusinessDays(date, 1, calendar);
