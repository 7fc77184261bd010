import type { Visit } from '../../../client/index.ts';
import { keyOf } from './visit-key.ts';

/** What a reader sees of a row; its number in the list is none of it. */
const seen = ({ row: _, version: __, ...shown }: Visit): string => JSON.stringify(shown);

const byKey = (visits: readonly Visit[]): ReadonlyMap<string, Visit> =>
  new Map(visits.map((visit) => [keyOf(visit), visit]));

/** How many rows came, went or say something else. */
export const countChanges = (before: readonly Visit[], after: readonly Visit[]): number => {
  const old = byKey(before);
  const fresh = byKey(after);
  const came = [...fresh].filter(([key, visit]) => {
    const known = old.get(key);
    return !known || seen(known) !== seen(visit);
  });
  return came.length + [...old.keys()].filter((key) => !fresh.has(key)).length;
};

/** Booked visits that were ready and are no longer. */
export const lostVisits = (before: readonly Visit[], after: readonly Visit[]): readonly Visit[] => {
  const wereReady = new Set(before.filter(({ state }) => state === 'yes').map(keyOf));
  return after.filter((visit) => visit.start && visit.state !== 'yes' && wereReady.has(keyOf(visit)));
};
