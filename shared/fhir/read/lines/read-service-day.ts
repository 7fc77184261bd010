import type { Reading } from '../reading.ts';
import { localDate } from './read-dates.ts';

const WHOLE_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The last local day of a window that begins on a day; undefined where it is no later or names no day. */
export const readWindowEnd = (
  serviceDate: string | undefined,
  dateTime: string | undefined,
  timeZone: string,
): string | undefined => {
  const date = dateTime === undefined ? '' : localDate(dateTime, timeZone);
  return serviceDate !== undefined && WHOLE_DATE.test(date) && date > serviceDate ? date : undefined;
};

/** The local day of a service; undefined for a month or a year alone. */
export const readServiceDay = (
  reading: Reading,
  dateTime: string | undefined,
  timeZone: string,
): string | undefined => {
  if (dateTime === undefined) return undefined;
  const date = localDate(dateTime, timeZone);
  if (WHOLE_DATE.test(date)) return date;
  reading.warn('The service date names no day: it is not used.');
  return undefined;
};
