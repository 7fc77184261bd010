import type { PartialDate } from './facts.ts';

/** Calendar arithmetic on `YYYY-MM-DD` text; no clock, no zone. Text order is date order. */

const pad = (n: number, width = 2) => String(n).padStart(width, '0');
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const daysIn = (year: number, month: number) => (month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 31));

const yearOf = (date: string) => Number(date.slice(0, 4));
const monthOf = (date: string) => Number(date.slice(5, 7));
const dayOf = (date: string) => Number(date.slice(8, 10));

export const firstDay = (date: PartialDate): string =>
  date.length === 4 ? `${date}-01-01` : date.length === 7 ? `${date}-01` : date.slice(0, 10);

export const lastDay = (date: PartialDate): string => {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length === 7) return `${date}-${pad(daysIn(yearOf(date), monthOf(date)))}`;
  return date.slice(0, 10);
};

/** 29 February becomes 1 March in a year that has none. */
export const addYears = (date: string, years: number): string => {
  const year = yearOf(date) + years;
  const rest = date.slice(4, 10);
  return rest === '-02-29' && !isLeap(year) ? `${pad(year, 4)}-03-01` : `${pad(year, 4)}${rest}`;
};

/** A day that a shorter month does not have becomes its last day. */
export const addMonths = (date: string, months: number): string => {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const year = Math.floor(index / 12);
  const month = index - year * 12 + 1;
  return `${pad(year, 4)}-${pad(month)}-${pad(Math.min(dayOf(date), daysIn(year, month)))}`;
};

/** Days since 0000-03-01 (the civil calendar counted from March, so leap days fall last). */
const dayNumber = (date: string): number => {
  const month = monthOf(date);
  const year = yearOf(date) - (month <= 2 ? 1 : 0);
  const shifted = (month + 9) % 12;
  return (
    365 * year +
    Math.floor(year / 4) -
    Math.floor(year / 100) +
    Math.floor(year / 400) +
    Math.floor((153 * shifted + 2) / 5) +
    dayOf(date) -
    1
  );
};

export const addDays = (date: string, days: number): string => {
  let [year, month, day] = [yearOf(date), monthOf(date), dayOf(date) + days];
  while (day > daysIn(year, month)) {
    day -= daysIn(year, month);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
  while (day < 1) {
    month -= 1;
    if (month < 1) [year, month] = [year - 1, 12];
    day += daysIn(year, month);
  }
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
};

/** An ISO instant some hours later, in UTC. */
export const hoursAfter = (instant: string, hours: number): string =>
  new Date(Date.parse(instant) + hours * 3_600_000).toISOString();

/** 0 = Sunday. */
export const dayOfWeek = (date: string): number => (dayNumber(date) + 3) % 7;

const yearsLived = (birthDay: string, date: string): number =>
  yearOf(date) - yearOf(birthDay) - (date.slice(5, 10) < birthDay.slice(5, 10) ? 1 : 0);

const ADULT = 18;

/** Age in whole years on a date; `undefined` where a partial birth date allows two ages, unless it is a child's anyway. */
export const ageOn = (birthDate: PartialDate, date: string): number | undefined => {
  const most = yearsLived(firstDay(birthDate), date);
  return most < ADULT || most === yearsLived(lastDay(birthDate), date) ? most : undefined;
};
