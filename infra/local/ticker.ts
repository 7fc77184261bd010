export interface Ticker {
  /** Runs the job now, or once more when it is running already. */
  soon(): void;
  /** Resolves when the job has ended. */
  stop(): Promise<void>;
}

/** Runs a job at intervals and on request, never concurrently. A failed job is retried next time. */
export const startTicker = (
  everyMs: number,
  job: (signal: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
): Ticker => {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let again = false;

  const run = async (): Promise<void> => {
    do {
      again = false;
      await job(stopping.signal).catch(onError);
    } while (again && !stopping.signal.aborted);
  };
  const soon = (): void => {
    if (stopping.signal.aborted) return;
    again = true;
    running ??= Promise.resolve()
      .then(run)
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(soon, everyMs);

  return {
    soon,
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      await running;
    },
  };
};
