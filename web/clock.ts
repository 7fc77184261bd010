/** The page's clock: the only place that reads the time, so that a test can set it. */
export const now = (): Date => new Date();

const DAY_MS = 86_400_000;
let zone: string | undefined;
let daysAhead = 0;

/** The day in the zone of the site, as YYYY-MM-DD; in the reader's own before it is known. */
const dayAt = (instant: number): string => {
  const parts = new Intl.DateTimeFormat('en-US', {
    ...(zone ? { timeZone: zone } : {}),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(instant);
  return ['year', 'month', 'day'].map((type) => parts.find((part) => part.type === type)?.value).join('-');
};

const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** Today at the site, where the people are whose visits these are. */
export const today = (): string => dayAt(now().getTime() + daysAhead * DAY_MS);

/**
 * Takes the site's day from the service: at ten in the evening in Denver a reader in New York is a day ahead, and the clock of
 * a sandbox can be moved.
 */
export const setSite = (timeZone: string | undefined, siteToday: string | undefined): void => {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    zone = timeZone;
  } catch {
    // A zone this browser does not know: the reader's own is closest.
    zone = undefined;
  }
  daysAhead = siteToday ? daysBetween(dayAt(now().getTime()), siteToday) : 0;
};
