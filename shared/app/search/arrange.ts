import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Page } from '../ports/authorization-store.ts';
import { cutPage } from './cut-page.ts';

interface PageWanted {
  readonly limit: number;
  readonly cursor?: string;
  /** Another order than the one the search has. */
  readonly sort?: readonly { readonly by: string; readonly descending: boolean }[];
  readonly countOnly?: true;
}

/** A page and, where everything was looked at, how many there are. */
export interface Arranged<T> extends Page<T> {
  readonly total?: number;
}

/** Counting and sorting read every match; a search that finds more has to be narrowed. */
const MOST_MATCHES = 5_000;
const READ_AT_ONCE = 100;

const TOO_MANY = refused({
  code: 'too-long',
  says: `More than ${MOST_MATCHES} match; narrow the search to have them counted or sorted.`,
});

type FindPage<W, T> = (query: W) => Promise<Result<Page<T>>>;

const readEvery = async <W extends PageWanted, T>(
  { cursor: _cursor, ...rest }: W,
  find: FindPage<W, T>,
): Promise<Result<readonly T[]>> => {
  const items: T[] = [];
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    // A search without the optional cursor is the same search from its start.
    const query = { ...rest, limit: READ_AT_ONCE, ...(cursor === undefined ? {} : { cursor }) } as W;
    const page = await find(query);
    if (!page.ok) return page;
    items.push(...page.value.items);
    if (items.length > MOST_MATCHES) return TOO_MANY;
    cursor = page.value.cursor;
  }
  return ok(items);
};

/** What a search finds, as asked: a page in its own order, in another order, or the number alone. */
export const arrange = async <W extends PageWanted, T>(
  wanted: W,
  keys: Readonly<Record<string, (item: T) => string>>,
  find: FindPage<W, T>,
): Promise<Result<Arranged<T>>> => {
  const { sort, countOnly } = wanted;
  if (!countOnly && !sort) return find(wanted);
  const every = await readEvery(wanted, find);
  if (!every.ok) return every;
  if (countOnly) return ok({ items: [], total: every.value.length });
  const compare = (a: T, b: T): number => {
    for (const { by, descending } of sort ?? []) {
      const order = (keys[by]?.(a) ?? '').localeCompare(keys[by]?.(b) ?? '');
      if (order) return descending ? -order : order;
    }
    return 0;
  };
  const page = cutPage(every.value.toSorted(compare), wanted);
  return page.ok ? ok({ ...page.value, total: every.value.length }) : page;
};
