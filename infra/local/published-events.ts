import * as z from 'zod/mini';
import type { BusEvent } from '../../shared/lambda/event-entry.ts';
import type { Operation } from './aws/endpoint.ts';
import { AwsError } from './aws/error.ts';

/** The newest events are kept in memory for whoever listens; a listener that falls behind further misses some, and is told. */
const KEPT = 1_000;
const AT_ONCE = 100;
const input = z.object({ After: z.optional(z.int().check(z.nonnegative())) });

export const keepPublished = (): { readonly add: (event: BusEvent) => void; readonly list: Operation } => {
  const kept: BusEvent[] = [];
  let count = 0;
  return {
    add: (event) => {
      kept.push(event);
      count += 1;
      if (kept.length > KEPT) kept.shift();
    },
    /** Events after a position, oldest first; without one, only where the newest stands. */
    list: (given) => {
      const read = input.safeParse(given);
      if (!read.success) throw new AwsError('ValidationException', 'After is a position, 0 or more.');
      const { After = count } = read.data;
      const first = count - kept.length;
      const from = Math.min(Math.max(After, first), count);
      const Events = kept.slice(from - first, from - first + AT_ONCE);
      return { Events, Next: from + Events.length, Missed: Math.max(0, first - After) };
    },
  };
};
