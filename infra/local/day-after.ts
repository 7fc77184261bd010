import { systemClock } from '../../shared/adapters/system.ts';

const DAY_MS = 86_400_000;

/** The local date a number of days after an instant or a date, `YYYY-MM-DD`. A date alone is midnight in UTC. */
export const dayAfter = (instant: string, days: number, timeZone: string): string =>
  systemClock.dateIn(timeZone, new Date(Date.parse(instant) + days * DAY_MS).toISOString());
