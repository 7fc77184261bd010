import { inTime } from '../handlers/hooks/in-time.ts';
import type { Environment } from './config.ts';

/** A call that comes before the secrets is refused and may be repeated. */
const notReady = (): Error => {
  const error = new Error('The secrets of this process have not been read yet.');
  error.name = 'TimeoutError';
  return error;
};

/**
 * Reads the environment before the first call, but waits no longer than a hook may: who calls meanwhile is told that
 * there is no answer. A refused secret ends the process at once, so that it is noticed.
 */
export const awaitEnvironment = async (read: () => Promise<Environment>, ms: number): Promise<() => Environment> => {
  let known: Environment | undefined;
  const ask = (): Promise<void> =>
    read().then((environment) => {
      known = environment;
    });
  let reading = ask();
  await inTime(reading, ms);
  return () => {
    if (known) return known;
    // A read that failed meanwhile is begun again.
    reading = reading.catch(ask);
    reading.catch(() => undefined);
    throw notReady();
  };
};
