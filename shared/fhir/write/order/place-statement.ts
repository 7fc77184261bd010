import type { Extension } from 'fhir/r4';

/** Parts that differ between two otherwise equal answers. */
const VOLATILE = ['date', 'coverage-assertion-id'];

const partOf = ({ extension = [] }: Extension, url: string): Extension | undefined =>
  extension.find((part) => part.url === url);

const coverageOf = (statement: Extension): string | undefined =>
  partOf(statement, 'coverage')?.valueReference?.reference;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON with sorted keys, since servers reorder them. */
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );

/** The content of a statement, independent of author and order of parts. */
const contentOf = ({ extension = [] }: Extension): string =>
  extension
    .filter(({ url }) => !VOLATILE.includes(url))
    .map(ordered)
    .sort()
    .join();

/**
 * Where a statement goes among an order's extensions: replacing our earlier one for the same coverage, else at the end.
 * `same`: it already says what we would say. `theirs`: another system has a statement for that coverage, which we must
 * not replace.
 */
type Placing = { readonly is: 'same' | 'theirs' } | { readonly is: 'put'; readonly at?: number };

/** `isOurs` tells by the assertion id whether we made a statement. */
export const placeStatement = (
  statement: Extension,
  present: readonly Extension[],
  isOurs: (assertionId: string) => boolean,
): Placing => {
  const existing = present.flatMap((one, index) =>
    one.url === statement.url && coverageOf(one) === coverageOf(statement) ? [{ one, index }] : [],
  );
  const ours = ({ one }: (typeof existing)[number]): boolean =>
    isOurs(partOf(one, 'coverage-assertion-id')?.valueString ?? '');
  if (existing.some((other) => !ours(other))) return { is: 'theirs' };
  if (existing.some(({ one }) => contentOf(one) === contentOf(statement))) return { is: 'same' };
  const [earlier] = existing;
  return earlier ? { is: 'put', at: earlier.index } : { is: 'put' };
};
