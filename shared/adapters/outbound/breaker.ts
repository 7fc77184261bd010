/** The breaker of this server is open: no call was made. */
export class ServerResting extends Error {
  override readonly name = 'ServerResting';
}

export interface Breaker {
  /**
   * Makes the call unless the breaker of its server is open.
   * @throws ServerResting without a call, else what `work` throws.
   */
  run<T>(server: string, work: () => Promise<T>, judge: Judge): Promise<T>;
}

interface Judge {
  /** Tells a failing server from one that refuses a request. */
  readonly isFault: (error: unknown) => boolean;
  /** Milliseconds the server asked callers to wait (Retry-After), if it did. */
  readonly retryAfterOf?: (error: unknown) => number | undefined;
}

interface Health {
  faults: number;
  /** Milliseconds since 1970. */
  openUntil: number;
}

/** Consecutive faults that open the breaker. */
const FAULTS_TO_OPEN = 5;
const OPEN_MS = 30_000;

/**
 * A circuit breaker per server: after some consecutive faults calls fail at once; when the pause is over one trial call
 * is made, and only its success closes the breaker. A server that gives a time (Retry-After) is paused at once, for
 * that long. State is per process.
 */
export const makeBreaker = (now: () => number): Breaker => {
  const servers = new Map<string, Health>();
  const healthOf = (server: string): Health => {
    const known = servers.get(server) ?? { faults: 0, openUntil: 0 };
    servers.set(server, known);
    return known;
  };
  const open = (health: Health, ms = OPEN_MS): void => {
    health.faults = Math.max(health.faults, FAULTS_TO_OPEN);
    health.openUntil = now() + ms;
  };
  return {
    run: async (server, work, { isFault, retryAfterOf }) => {
      const health = healthOf(server);
      if (health.faults >= FAULTS_TO_OPEN) {
        if (now() < health.openUntil) throw new ServerResting('The server is left alone for a while.');
        open(health);
      }
      try {
        const done = await work();
        health.faults = 0;
        return done;
      } catch (error) {
        const asked = retryAfterOf?.(error);
        if (!isFault(error)) health.faults = 0;
        else if (asked !== undefined) open(health, asked);
        else if (++health.faults >= FAULTS_TO_OPEN) open(health);
        throw error;
      }
    },
  };
};
