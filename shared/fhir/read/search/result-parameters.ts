import { ok, type Result, refused } from '../../../core/model/result.ts';

/** One key of `_sort`. */
export interface Order {
  readonly by: string;
  readonly descending: boolean;
}

const MOST_IDS = 100;

export const readIds = (given: string, at: string): Result<readonly string[]> => {
  const ids = [...new Set(given.split(','))];
  if (ids.length > MOST_IDS) return refused({ code: 'too-long', says: `At most ${MOST_IDS} ids.`, expression: at });
  return ids.every((id) => /^[A-Za-z0-9\-.]{1,64}$/.test(id))
    ? ok(ids)
    : refused({ code: 'value', says: 'Must be ids, separated by commas.', expression: at });
};

/** Keys of an order; none for the order of the first key, greatest first, which a search has anyway. */
export const readSort = (given: string, sorts: readonly string[], at: string): Result<readonly Order[]> => {
  const orders = given.split(',').map((key) => ({ by: key.replace(/^-/, ''), descending: key.startsWith('-') }));
  if (!orders.every(({ by }) => sorts.includes(by)))
    return refused({
      code: 'not-supported',
      says: `Sorts by ${sorts.join(', ')}; with a hyphen in front, greatest first.`,
      expression: at,
    });
  // A key given again decides nothing, and would be compared again for every pair.
  const seen = new Set<string>();
  const once = orders.filter(({ by }) => !seen.has(by) && seen.add(by));
  return ok(given === `-${sorts[0]}` ? [] : once);
};
