import { randomUUID } from 'node:crypto';
import type { Clock, Ids } from '../app/ports/ports.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Creating a formatter costs a hundred times what using it costs, and a deployment uses few zones. */
const formatterOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formatters.get(timeZone);
  if (known) return known;
  try {
    const made = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formatters.set(timeZone, made);
    return made;
  } catch {
    throw new Error(`"${timeZone}" is not an IANA time zone.`);
  }
};

const dateOf = (formatter: Intl.DateTimeFormat, time: number): string => {
  const parts = new Map(formatter.formatToParts(time).map(({ type, value }) => [type, value]));
  return `${parts.get('year')?.padStart(4, '0')}-${parts.get('month')}-${parts.get('day')}`;
};

/**
 * Current time zone offsets are multiples of 15 minutes: a date holds for one such span, and most calls ask for the
 * present one.
 */
const QUARTER_MS = 900_000;
const latest = new Map<string, { readonly quarter: number; readonly date: string }>();

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  /** Throws on an unknown zone and on text that is not an instant: both are configuration errors or bugs. */
  dateIn: (timeZone, instant) => {
    const formatter = formatterOf(timeZone);
    const time = Date.parse(instant);
    if (Number.isNaN(time)) throw new Error('Not an instant.');
    const quarter = Math.floor(time / QUARTER_MS);
    const known = latest.get(timeZone);
    if (known?.quarter === quarter) return known.date;
    const date = dateOf(formatter, time);
    latest.set(timeZone, { quarter, date });
    return date;
  },
  elapsedMs: () => Math.floor(performance.now()),
};

export const systemIds: Ids = { next: () => randomUUID() };
