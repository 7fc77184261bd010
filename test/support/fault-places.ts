/**
 * Where one call of the table is made to fail in `npm test`: each kind of call once, each kind of write where it is made first
 * and last. Every place is tried with `EVERY_CASE=1`, as `npm run test:crash` does.
 */
const ALL = process.env.EVERY_CASE === '1';

/** What a call does and to which kinds of partitions: `UpdateCommand ORDER`. */
export const kindOfCall = (name: unknown, input: object): string => {
  const partitions = [...JSON.stringify(input).matchAll(/"(?:T#[^#"]*#)?([A-Z]{4,})[#"]/g)].map(([, kind]) => kind);
  return [String(name), ...new Set(partitions)].join(' ');
};

const isRead = (kind: string): boolean => /^(?:[^:]*: )?(?:(?:Batch)?Get|Query|Scan)/.test(kind);

/** Places from 1 on, of the kinds of the calls one after the other, but for kinds tried elsewhere. */
export const placesOf = (kinds: readonly string[], elsewhere: readonly string[] = []): readonly number[] =>
  kinds.flatMap((kind, at) => {
    const isOutermost = kinds.indexOf(kind) === at || (!isRead(kind) && kinds.lastIndexOf(kind) === at);
    return ALL || (isOutermost && !elsewhere.includes(kind)) ? [at + 1] : [];
  });

/**
 * Every write a process may die at. Before a write is after the one before it, but for the first: both are tried with
 * `EVERY_CASE=1`.
 */
export const deathsOf = (writes: number): readonly { readonly at: number; readonly when: 'before' | 'after' }[] =>
  Array.from({ length: writes }, (_, n) => n + 1).flatMap((at) => [
    ...(ALL || at === 1 ? [{ at, when: 'before' as const }] : []),
    { at, when: 'after' as const },
  ]);
