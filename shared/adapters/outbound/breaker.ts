import { setTimeout as sleep } from 'node:timers/promises';

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

/** What the processes tell each other of a server. */
export interface SharedBreaker {
  /** Milliseconds since 1970 by the clock of who wrote it; 0: it answers again. */
  readonly openUntil: number;
  /** How long it was to rest: no reader waits longer, whatever the clocks say. */
  readonly pauseMs: number;
  readonly version: number;
}
export interface SharedBreakers {
  read(server: string): Promise<SharedBreaker | undefined>;
  /** Writes unless somebody wrote since version `seen`; then false. */
  write(server: string, state: SharedBreaker, seen: number): Promise<boolean>;
}

interface Health {
  faults: number;
  /** Milliseconds since 1970. */
  openUntil: number;
  /** Of the shared state as last seen or written, and when. */
  version: number;
  seenAt: number;
}

/** A caller that waits for an answer does not wait for what others know. */
const TABLE_MS = 300;
const soon = <T>(asked: Promise<T>, otherwise: T): Promise<T> =>
  Promise.race([asked.catch(() => otherwise), sleep(TABLE_MS, otherwise, { ref: false })]);

type Seen = { readonly is: 'nothing-new' } | { readonly is: 'well' } | { readonly is: 'rests'; readonly until: number };

/** Consecutive faults that open the breaker. */
const FAULTS_TO_OPEN = 5;
const OPEN_MS = 30_000;
/** While a server rests, a process looks this often whether another one found it well. */
const LOOK_EVERY_MS = 5_000;

/**
 * A circuit breaker per server: after some consecutive faults calls fail at once; when the pause is over one trial call
 * is made, and only its success closes the breaker. A server that gives a time (Retry-After) is paused at once, for
 * that long. With `shared` the processes of a service tell each other: one that meets its first fault asks whether the server
 * rests, and one at a time makes the trial. Calls that succeed cost nothing; without the table each process judges alone.
 */
export const makeBreaker = (now: () => number, shared?: SharedBreakers): Breaker => {
  const servers = new Map<string, Health>();
  const healthOf = (server: string): Health => {
    const known = servers.get(server) ?? { faults: 0, openUntil: 0, version: 0, seenAt: 0 };
    servers.set(server, known);
    return known;
  };
  const isOpen = ({ faults }: Health): boolean => faults >= FAULTS_TO_OPEN;

  /** What others know that is new: that it rests, or that it is well again. */
  const look = async (server: string, health: Health): Promise<Seen> => {
    health.seenAt = now();
    const state = shared && (await soon(shared.read(server), undefined));
    if (!state || state.version === health.version) return { is: 'nothing-new' };
    health.version = state.version;
    if (state.openUntil === 0) return { is: 'well' };
    const until = Math.min(state.openUntil, now() + state.pauseMs);
    return until > now() ? { is: 'rests', until } : { is: 'nothing-new' };
  };
  /** False where another process was faster. Without the table each process judges alone. */
  const tell = async (server: string, health: Health, openUntil: number, pauseMs: number): Promise<boolean> => {
    if (!shared) return true;
    const version = health.version + 1;
    const written = await soon(shared.write(server, { openUntil, pauseMs, version }, health.version), true);
    if (written) health.version = version;
    return written;
  };
  const restUntil = (health: Health, until: number): void => {
    health.faults = Math.max(health.faults, FAULTS_TO_OPEN);
    health.openUntil = until;
  };
  const open = async (server: string, health: Health, ms = OPEN_MS): Promise<void> => {
    restUntil(health, now() + ms);
    health.seenAt = now();
    if (await tell(server, health, health.openUntil, ms)) return;
    const seen = await look(server, health);
    if (seen.is === 'rests') restUntil(health, seen.until);
    else await tell(server, health, health.openUntil, ms);
  };
  const close = async (server: string, health: Health): Promise<void> => {
    const wasOpen = isOpen(health);
    health.faults = 0;
    if (wasOpen) await tell(server, health, 0, 0);
  };
  /** The first fault of this process may be the hundredth of the service. */
  const learn = async (server: string, health: Health): Promise<void> => {
    const seen = shared ? await look(server, health) : undefined;
    if (seen?.is === 'rests') restUntil(health, seen.until);
  };

  /** @throws ServerResting unless the call may be made: the server is well, or this is the one trial. */
  const pass = async (server: string, health: Health): Promise<void> => {
    const rest = () => new ServerResting('The server is left alone for a while.');
    const isPaused = now() < health.openUntil;
    if (isPaused && (!shared || now() - health.seenAt < LOOK_EVERY_MS)) throw rest();
    // Before anything is awaited, so that the other calls of this process rest.
    if (!isPaused) health.openUntil = now() + OPEN_MS;
    const seen = await look(server, health);
    if (seen.is === 'rests') restUntil(health, seen.until);
    if (seen.is === 'well') health.faults = 0;
    else if (isPaused || seen.is === 'rests' || !(await tell(server, health, health.openUntil, OPEN_MS))) throw rest();
  };

  return {
    run: async (server, work, { isFault, retryAfterOf }) => {
      const health = healthOf(server);
      if (isOpen(health)) await pass(server, health);
      try {
        const done = await work();
        await close(server, health);
        return done;
      } catch (error) {
        const asked = retryAfterOf?.(error);
        if (!isFault(error)) await close(server, health);
        else if (asked !== undefined) await open(server, health, asked);
        else if (++health.faults >= FAULTS_TO_OPEN) await open(server, health);
        else if (health.faults === 1) await learn(server, health);
        throw error;
      }
    },
  };
};
