const BASE_MS = 300;
const MOST_MS = 5_000;

/** Statuses after which the same call may succeed. */
export const mayPass = (status: number): boolean => status === 0 || [429, 502, 503, 504].includes(status);

/** `Retry-After` in seconds or as a date. */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (!header) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
};

/** Pauses double and are spread, so that callers refused together do not come back together. */
export const pauseMs = (attempt: number, asked: number | undefined, random: number): number =>
  Math.max(asked ?? 0, Math.round((0.5 + random / 2) * Math.min(MOST_MS, BASE_MS * 2 ** (attempt - 1))));

export const waitMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
