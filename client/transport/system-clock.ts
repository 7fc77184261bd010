/** The clock of whoever calls, where no other one is given. */
export const systemNow = (): number => Date.now();

/** Day on that clock, in its own time zone. */
export const dayAt = (now: number): string =>
  new Date(now - new Date(now).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
