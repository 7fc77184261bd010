type Job = (signal: AbortSignal) => Promise<void>;

/** Runs at least this often, whatever the reasons not to. */
const AT_LEAST_MS = 60_000;

/**
 * A job that asks the table only when there may be something to do: after a write, when the next thing falls due, and once a
 * minute. To be called as often as the job would be: it then does everything at the same tick, and asks nothing at the
 * others. `writes` grows with every write of whatever process; `nextDue` tells when the first thing falls due that no
 * write will announce (ISO instant, nothing for never). The wall clock decides, since timers stand still while a machine
 * sleeps.
 */
export const whenDue = (
  job: Job,
  options: {
    readonly writes: () => number;
    readonly nextDue: () => Promise<string | undefined>;
    readonly now: () => string;
  },
): Job => {
  const { writes, nextDue, now } = options;
  let seen: number | undefined;
  let ranAt = 0;
  /** Unknown after a run, and after a failure. */
  let next: { readonly at: string | undefined } | undefined;

  const run = (signal: AbortSignal): Promise<void> => {
    seen = writes();
    next = undefined;
    ranAt = Date.parse(now());
    return job(signal);
  };
  return async (signal) => {
    if (writes() !== seen) return run(signal);
    next ??= { at: await nextDue() };
    const isDue = next.at !== undefined && next.at <= now();
    const isLong = Math.abs(Date.parse(now()) - ranAt) >= AT_LEAST_MS;
    if (isDue || isLong) await run(signal);
  };
};
