import type { OrderRecord } from '../../client/index.ts';

/** What the service enters by itself after a visit, a deadline or a message to a payer. */
const OWN = new Set(['visit-checked', 'coverage-checked', 'request-changed', 'deadline-passed']);
const MOST_RETRIES = 2;

const versionOf = ({ etag }: OrderRecord): number => Number(/\d+/.exec(etag)?.[0]);

/** All a person sees of a record and decides on. */
const shownOf = ({ etag: _etag, updatedAt: _at, history: _history, ...shown }: OrderRecord): string =>
  JSON.stringify(shown);

/** Every version since is an entry of the service's own, and nothing a person decides on is another than it was. */
const isOnlyOwn = (seen: OrderRecord, newer: OrderRecord): boolean => {
  const count = versionOf(newer) - versionOf(seen);
  const since = newer.history.slice(0, Math.max(0, count));
  const isOwn = count > 0 && since.length === count && since.every(({ what }) => OWN.has(what));
  return isOwn && shownOf(seen) === shownOf(newer);
};

/**
 * A change was refused: where the service alone wrote since the reader saw the record, it is sent again on the newer version, twice at
 * most.
 * @throws the refusal, where somebody else was faster or the record says something else by now.
 */
export const again = async <T>(
  refusal: unknown,
  isOvertaken: (error: unknown) => boolean,
  seen: OrderRecord,
  read: () => Promise<OrderRecord>,
  send: (etag: string) => Promise<T>,
): Promise<T> => {
  let last = refusal;
  for (let left = MOST_RETRIES; left > 0 && isOvertaken(last); left -= 1) {
    const newer = await read();
    if (!isOnlyOwn(seen, newer)) break;
    try {
      return await send(newer.etag);
    } catch (error) {
      last = error;
    }
  }
  throw last;
};
