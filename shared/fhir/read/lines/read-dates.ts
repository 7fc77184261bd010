import type { Period, ServiceRequest } from 'fhir/r4';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Unknown names are not cached: callers may send any. */
const formatOf = (timeZone: string): Intl.DateTimeFormat | undefined => {
  const known = formats.get(timeZone);
  if (known) return known;
  try {
    const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, made);
    return made;
  } catch {
    return undefined;
  }
};

export const isTimeZone = (name: string): boolean => name !== '' && formatOf(name) !== undefined;

/** Milliseconds of a dateTime with a time; leap seconds are legal in FHIR but JavaScript's Date rejects them. */
const instantOf = (dateTime: string): number => Date.parse(dateTime.replace(/:60(?=[.Z+-])/, ':59'));

/**
 * The site's local date of a FHIR dateTime: a date stays as it is (also `YYYY` and `YYYY-MM`), an instant is converted
 * to the zone, or without one read with the offset it was written with.
 */
export const localDate = (dateTime: string, timeZone: string): string => {
  if (!dateTime.includes('T')) return dateTime;
  const instant = instantOf(dateTime);
  const format = timeZone ? formatOf(timeZone) : undefined;
  if (!format || Number.isNaN(instant)) return dateTime.slice(0, 10);
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
};

/** An instant in UTC with milliseconds; undefined when unreadable. */
export const utcInstant = (dateTime: string | undefined): string | undefined => {
  const instant = dateTime === undefined ? Number.NaN : instantOf(dateTime);
  return Number.isNaN(instant) ? undefined : new Date(instant).toISOString();
};

/** Last day of a window. */
export const occurrenceEnd = ({ occurrencePeriod, occurrenceTiming }: ServiceRequest): string | undefined =>
  occurrencePeriod?.end ?? occurrenceTiming?.repeat?.boundsPeriod?.end;

/** When a window starts; if it has only an end, that. */
export const periodStart = (period: Period | undefined): string | undefined => period?.start ?? period?.end;

/** When the service of an order is to be performed, as written. */
export const occurrenceOf = ({
  occurrenceDateTime,
  occurrencePeriod,
  occurrenceTiming,
}: ServiceRequest): string | undefined =>
  occurrenceDateTime ??
  periodStart(occurrencePeriod) ??
  occurrenceTiming?.event?.find(Boolean) ??
  periodStart(occurrenceTiming?.repeat?.boundsPeriod);
