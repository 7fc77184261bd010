/** More lost races than this on one order is a fault, not traffic. */
const MAX_ATTEMPTS = 64;

/** Retries until no other writer was faster. @throws TooBusyError after `MAX_ATTEMPTS`: the caller may retry. */
export const retryRace = async <T>(attempt: () => Promise<T | undefined>): Promise<T> => {
  for (let count = 0; count < MAX_ATTEMPTS; count++) {
    const done = await attempt();
    if (done !== undefined) return done;
  }
  const error = new Error('The order is being changed by too many writers at once.');
  error.name = 'TooBusyError';
  throw error;
};
