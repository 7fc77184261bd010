const PRELOAD = new URL('clock-ahead.mjs', import.meta.url).href;

/** What a process and all it starts need to have a clock so many whole days ahead. */
export const aheadBy = (days: number): Readonly<Record<string, string>> => ({
  CLOCK_AHEAD_DAYS: String(days),
  NODE_OPTIONS: `--import ${PRELOAD}`,
});

/** The same clock as this process has, for one that inherits nothing else. */
export const ownClock = (): Readonly<Record<string, string>> => {
  const { CLOCK_AHEAD_DAYS: days } = process.env;
  return days === undefined ? {} : aheadBy(Number(days));
};
