import { addDays } from '../../core/model/dates.ts';
import type { Clock } from '../ports/ports.ts';

const MINUTE_MS = 60_000;

const search = (date: string, timeZone: string, { dateIn }: Pick<Clock, 'dateIn'>): string => {
  const minute = (day: string) => Date.parse(`${day}T00:00:00Z`) / MINUTE_MS;
  const instant = (at: number) => new Date(at * MINUTE_MS).toISOString();
  let before = minute(addDays(date, -1));
  let after = minute(addDays(date, 2));
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dateIn(timeZone, instant(middle)) < date) before = middle;
    else after = middle;
  }
  return instant(after);
};

/** Cache: few days and zones recur; cleared as a whole before it grows large. */
const found = new Map<string, string>();
const MOST_DAYS = 1_000;

/** The first instant (whole minutes) of a local date, also when daylight saving time changes that night. */
export const startOfDay = (date: string, timeZone: string, clock: Pick<Clock, 'dateIn'>): string => {
  const key = `${date} ${timeZone}`;
  const known = found.get(key);
  if (known) return known;
  if (found.size >= MOST_DAYS) found.clear();
  const start = search(date, timeZone, clock);
  found.set(key, start);
  return start;
};
