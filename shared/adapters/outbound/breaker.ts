/** A call to a server that is resting was not made. */
export class ServerResting extends Error {
  override readonly name = 'ServerResting';
}

export interface Breaker {
  /**
   * Makes the call unless its server rests.
   * @throws ServerResting without a call, else what `work` throws.
   */
  run<T>(server: string, work: () => Promise<T>, judge: Judge): Promise<T>;
}

interface Judge {
  /** Tells a server in trouble from one that answers no. */
  readonly isFault: (error: unknown) => boolean;
  /** Milliseconds the server asked to be left alone, where it did. */
  readonly restAfter?: (error: unknown) => number | undefined;
}

interface Health {
  faults: number;
  /** Milliseconds since 1970. */
  restsUntil: number;
}

/** Faults in a row after which a server is left alone. */
const ENOUGH = 5;
const REST_MS = 30_000;

/**
 * A circuit breaker a server: after some faults in a row nobody waits for it any more; when its rest is over one call
 * tries, and only what that finds lets the others in again. One that says how long (Retry-After) is left alone at once, for
 * so long. Known to this process alone.
 */
export const makeBreaker = (now: () => number): Breaker => {
  const servers = new Map<string, Health>();
  const healthOf = (server: string): Health => {
    const known = servers.get(server) ?? { faults: 0, restsUntil: 0 };
    servers.set(server, known);
    return known;
  };
  const rest = (health: Health, ms = REST_MS): void => {
    health.faults = Math.max(health.faults, ENOUGH);
    health.restsUntil = now() + ms;
  };
  return {
    run: async (server, work, { isFault, restAfter }) => {
      const health = healthOf(server);
      if (health.faults >= ENOUGH) {
        if (now() < health.restsUntil) throw new ServerResting('The server is left alone for a while.');
        rest(health);
      }
      try {
        const done = await work();
        health.faults = 0;
        return done;
      } catch (error) {
        const asked = restAfter?.(error);
        if (!isFault(error)) health.faults = 0;
        else if (asked !== undefined) rest(health, asked);
        else if (++health.faults >= ENOUGH) rest(health);
        throw error;
      }
    },
  };
};
