import type { Extension } from 'fhir/r4';
import { isObject } from '../../../core/model/is-object.ts';

/** Differ between two answers that say the same. */
const PASSING = ['date', 'coverage-assertion-id'];

const partOf = ({ extension = [] }: Extension, url: string): Extension | undefined =>
  extension.find((part) => part.url === url);

const coverageOf = (statement: Extension): string | undefined =>
  partOf(statement, 'coverage')?.valueReference?.reference;

/** JSON with its keys in order, since servers keep their own. */
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );

/** What a statement says, whoever wrote it down in whatever order. */
const gist = ({ extension = [] }: Extension): string =>
  extension
    .filter(({ url }) => !PASSING.includes(url))
    .map(ordered)
    .sort()
    .join();

/**
 * Where a statement belongs among an order's extensions: in the place of our earlier one for the same coverage, else at
 * the end. `same`: it says already what we would say. `theirs`: somebody else has spoken for that coverage, which is not
 * ours to replace.
 */
type Placing = { readonly is: 'same' | 'theirs' } | { readonly is: 'put'; readonly at?: number };

/** `isOurs` tells by the assertion id who made a statement. */
export const placeStatement = (
  statement: Extension,
  present: readonly Extension[],
  isOurs: (assertionId: string) => boolean,
): Placing => {
  const rivals = present.flatMap((one, index) =>
    one.url === statement.url && coverageOf(one) === coverageOf(statement) ? [{ one, index }] : [],
  );
  const ours = ({ one }: (typeof rivals)[number]): boolean =>
    isOurs(partOf(one, 'coverage-assertion-id')?.valueString ?? '');
  if (rivals.some((rival) => !ours(rival))) return { is: 'theirs' };
  if (rivals.some(({ one }) => gist(one) === gist(statement))) return { is: 'same' };
  const [earlier] = rivals;
  return earlier ? { is: 'put', at: earlier.index } : { is: 'put' };
};
