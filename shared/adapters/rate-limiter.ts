import type { Rate, RateLimiter, SharedCount } from '../app/ports/access/rate.ts';

const SPAN_MS = 10_000;
/** Calls a process admits before it updates the shared count: one table call per that many. */
const TELL_AFTER = 20;

interface Caller {
  tokens: number;
  /** Milliseconds since 1970. */
  filledAt: number;
  /** Admitted, but not in the shared count yet. */
  untold: number;
  shutUntil: number;
}

const secondsOf = (ms: number): number => Math.max(1, Math.ceil(ms / 1_000));

/**
 * A token bucket per caller in this process, and a ten-second count shared by all processes. The bucket is exact for
 * one process; the shared count keeps them together at the same rate, plus or minus the few calls not yet reported. If
 * the count is unavailable the bucket alone decides: a limit must not shut callers out.
 */
export const makeRateLimiter = (shared: SharedCount, now: () => number): RateLimiter => {
  const callers = new Map<string, Caller>();

  const refill = (caller: Caller, { perSecond, burst }: Rate, at: number): void => {
    caller.tokens = Math.min(burst, caller.tokens + ((at - caller.filledAt) / 1_000) * perSecond);
    caller.filledAt = at;
  };

  const callerOf = (name: string, { burst }: Rate, at: number): Caller => {
    const known = callers.get(name) ?? { tokens: burst, filledAt: at, untold: 0, shutUntil: 0 };
    callers.set(name, known);
    return known;
  };

  const tell = async (tenant: string, name: string, caller: Caller, { perSecond, burst }: Rate): Promise<void> => {
    const span = Math.floor(now() / SPAN_MS);
    const end = (span + 1) * SPAN_MS;
    const calls = caller.untold;
    caller.untold = 0;
    const most = burst + (perSecond * SPAN_MS) / 1_000;
    const until = Math.ceil(end / 1_000);
    const done = await shared
      .add(tenant, name, { name: String(span), until }, calls, most)
      .catch(() => 'counted' as const);
    if (done === 'enough') caller.shutUntil = end;
  };

  return {
    take: async (tenant, name, rate) => {
      const at = now();
      const caller = callerOf(JSON.stringify([tenant, name]), rate, at);
      if (at < caller.shutUntil) return secondsOf(caller.shutUntil - at);
      refill(caller, rate, at);
      if (caller.tokens < 1) return secondsOf(((1 - caller.tokens) / rate.perSecond) * 1_000);
      caller.tokens -= 1;
      if (++caller.untold >= TELL_AFTER) await tell(tenant, name, caller, rate);
      return 0;
    },
  };
};
