const STARTED = Date.now();

/** The date so many days from today, for a service that goes by the real clock. The same for as long as a process lives. */
export const inDays = (days: number): string => new Date(STARTED + days * 86_400_000).toISOString().slice(0, 10);
