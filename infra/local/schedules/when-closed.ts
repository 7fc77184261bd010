import { closedAt, DAY_MS } from '../../../shared/app/access/seal-audit.ts';

type Job = () => Promise<void>;

const dayOf = (time: number): number => Math.floor(time / DAY_MS);

/**
 * Seals only when an hour was closed that may hold entries, and after midnight, when an empty day is sealed too. A trail grows
 * by writes alone: once the hour of the last one is sealed, nothing is left.
 */
export const whenClosed = (seal: Job, options: { readonly writes: () => number; readonly now: () => string }): Job => {
  const { writes, now } = options;
  let seen = writes();
  /** What an earlier process wrote is older than this. */
  let written = Date.parse(now());
  let sealed: number | undefined;
  return async () => {
    if (writes() !== seen) written = Date.parse(now());
    seen = writes();
    const closed = closedAt(now());
    const isDone = sealed !== undefined && (closed === sealed || sealed > written) && dayOf(closed) === dayOf(sealed);
    if (isDone) return;
    await seal();
    sealed = closed;
  };
};
