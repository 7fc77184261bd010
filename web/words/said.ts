import { clockDay, clockTime, shortDay, siteTime } from './dates.ts';

/** A day, or an instant with its zone, in a sentence; not a part of an id or of an address. */
const WRITTEN = /(?<![\w/#=-])\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?(?![\w/=-])/g;

const isDay = (day: string): boolean => {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
};

const inWords = (written: string, zone: string | undefined): string => {
  if (!isDay(written.slice(0, 10))) return written;
  if (zone === undefined) return shortDay(written);
  const instant = new Date(written);
  if (Number.isNaN(instant.getTime())) return written;
  return zone === 'Z'
    ? `${clockDay(instant)}, ${clockTime(instant)}`
    : `${shortDay(written)}, ${siteTime(written) ?? ''}`;
};

/** A sentence the service wrote as a person reads it: dates as people write them, everything else word for word. */
export const said = (sentence: string): string =>
  sentence.replace(WRITTEN, (written: string, zone: string | undefined) => inWords(written, zone));
