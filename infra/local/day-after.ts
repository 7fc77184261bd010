import { systemClock } from '../../shared/adapters/system.ts';

const DAY_MS = 86_400_000;

/** The local date a number of days after an instant or a date, `YYYY-MM-DD`. A date alone is midnight in UTC. */
export const dayAfter = (instant: string, days: number, timeZone: string): string =>
  systemClock.dateIn(timeZone, new Date(Date.parse(instant) + days * DAY_MS).toISOString());

/** A day of the calendar so many days later, or earlier. */
export const dayFrom = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
