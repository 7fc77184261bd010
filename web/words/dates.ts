import { now, today } from '../clock.ts';
import { words } from './words.ts';

const DAY_MS = 86_400_000;
const utc = (day: string): Date => new Date(`${day.slice(0, 10)}T00:00:00Z`);
const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(words.locale, { ...options, timeZone: 'UTC' });

const LONG = format({ weekday: 'long', month: 'long', day: 'numeric' });
const SHORT = format({ month: 'short', day: 'numeric' });
const SHORT_YEAR = format({ month: 'short', day: 'numeric', year: 'numeric' });
const TIME = new Intl.DateTimeFormat(words.locale, { hour: 'numeric', minute: '2-digit' });
const CLOCK = format({ hour: 'numeric', minute: '2-digit' });

export const longDay = (day: string): string => LONG.format(utc(day));
/** The year only where it is not this one. */
export const shortDay = (day: string): string =>
  (day.slice(0, 4) === today().slice(0, 4) ? SHORT : SHORT_YEAR).format(utc(day));

/** The hour a visit starts, as the site's own clock shows it: what is written, not what the reader's zone makes of it. */
export const siteTime = (start: string): string | undefined => {
  const clock = /T(\d\d:\d\d)/.exec(start)?.[1];
  return clock && CLOCK.format(new Date(`1970-01-01T${clock}:00Z`));
};

const INSTANT_DAY = new Intl.DateTimeFormat(words.locale, { month: 'short', day: 'numeric' });

/** The day of an instant by the reader's own clock: in the evening it is another one than in UTC. */
export const clockDay = (instant: Date): string => INSTANT_DAY.format(instant);
/** An instant as the reader's own clock shows it. */
export const clockTime = (instant: Date): string => TIME.format(instant);

export const addDays = (day: string, days: number): string =>
  new Date(utc(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);

const isWeekend = (day: string): boolean => [0, 6].includes(utc(day).getUTCDay());

/** Business days from today to a due day, weekends left out; negative once it is past. More than a year is not counted. */
const businessDaysTo = (due: string): number => {
  const start = today();
  const step = due < start ? -1 : 1;
  let count = 0;
  for (let day = start; day !== due && Math.abs(count) < 260; ) {
    day = addDays(day, step);
    if (!isWeekend(day)) count += step;
  }
  return count;
};

/** How long until something is due, in words. */
export const timeLeft = (due: string): string => {
  const day = due.slice(0, 10);
  if (day === today()) return due.length > 10 && new Date(due) < now() ? words.clock.passed : words.clock.today;
  const days = businessDaysTo(day);
  if (day < today()) return days === 0 ? words.clock.passed : words.clock.overdue(-days);
  if (days > 20) return words.clock.due(shortDay(day));
  return days === 0 ? words.clock.due(shortDay(day)) : words.clock.left(days);
};

/** How long ago an instant was, in words. */
export const ago = (instant: string): string => {
  const minutes = Math.floor((now().getTime() - new Date(instant).getTime()) / 60_000);
  if (minutes < 1) return words.ago.now;
  if (minutes < 60) return words.ago.minutes(minutes);
  return minutes < 24 * 60 ? words.ago.hours(Math.floor(minutes / 60)) : clockDay(new Date(instant));
};
