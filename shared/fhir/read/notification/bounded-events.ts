import { BOUNDS } from '../../../core/model/bounds.ts';
import { isObject } from '../../../core/model/is-object.ts';
import { ok, type Problem, type Result, refused } from '../../../core/model/result.ts';
import type { JsonObject } from '../../structure/flaw.ts';

const tooLong = (says: string): Problem => ({ code: 'too-long', says, expression: 'Bundle.entry' });

/** A subscription says how many events a notification may hold (`backport-max-count`). */
export const tooManyEvents = (count: number): Problem | undefined =>
  count > BOUNDS.notifiedEvents ? tooLong(`At most ${BOUNDS.notifiedEvents} events a notification.`) : undefined;

/** `Type/id` at the end of an address; all of a short one. */
export const tailOf = (address: string): string => {
  const last = address.lastIndexOf('/');
  return last < 0 ? address : address.slice(address.lastIndexOf('/', last - 1) + 1);
};

/** Entries by what a reference may call them: their address, its end, or type and id. Built once: a look-up walks no list. */
export const entriesByName = (entries: readonly JsonObject[]): ((reference: string) => readonly JsonObject[]) => {
  const known = new Map<string, JsonObject[]>();
  for (const entry of entries) {
    const { fullUrl, resource } = entry;
    const names = [
      ...(typeof fullUrl === 'string' ? [fullUrl, tailOf(fullUrl)] : []),
      ...(isObject(resource) ? [`${String(resource.resourceType)}/${String(resource.id)}`] : []),
    ];
    for (const name of new Set(names)) {
      const same = known.get(name);
      if (same) same.push(entry);
      else known.set(name, [entry]);
    }
  }
  return (reference) => known.get(reference) ?? [];
};

interface Told {
  readonly tellsOf: object & { readonly reference?: string };
}

/**
 * What accompanies several events is told with each: as long as that is about what a message may hold. An order or an answer beyond that
 * is read back by its reference, and refused where it has none.
 */
export const withinBytes = <T extends Told>(orders: readonly T[]): Result<readonly T[]> => {
  let left: number = BOUNDS.notifiedBytes;
  const told: T[] = [];
  for (const order of orders) {
    const { reference } = order.tellsOf;
    if (left >= 0) left -= JSON.stringify(order.tellsOf).length;
    if (left < 0 && reference === undefined)
      return refused(tooLong(`What the events tell of is more than ${BOUNDS.notifiedBytes} bytes.`));
    told.push(left < 0 ? { ...order, tellsOf: { reference } } : order);
  }
  return ok(told);
};
