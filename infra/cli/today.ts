/** The date in UTC, YYYY-MM-DD. */
export const today = (): string => new Date().toISOString().slice(0, 10);

const DAY_MS = 86_400_000;

/** Whole days from one date to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** A day of the calendar, as `2026-05-12`. */
export const isDay = (text: string): boolean => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};
