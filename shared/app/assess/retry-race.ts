/** More writers than this on one order at one moment is not traffic but a fault. */
const MAX_ATTEMPTS = 64;

/** Tries until no other writer was faster. Throws a `TooBusyError` when that never happens: the caller may try again. */
export const retryRace = async <T>(attempt: () => Promise<T | undefined>): Promise<T> => {
  for (let count = 0; count < MAX_ATTEMPTS; count++) {
    const done = await attempt();
    if (done !== undefined) return done;
  }
  const error = new Error('The order is being changed by too many writers at once.');
  error.name = 'TooBusyError';
  throw error;
};
