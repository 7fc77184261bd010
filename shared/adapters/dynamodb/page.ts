import type { Page } from '../../app/ports/authorization-store.ts';
import { readCursor, writeCursor } from '../../app/search/cursor.ts';

/** A list row: its position (text, newest = greatest) and its item. */
interface PageRow<T> {
  readonly position: string;
  /** Rows with the same name are the same item listed twice. */
  readonly name: string;
  /** `undefined` if the item no longer matches. */
  readonly item: T | undefined;
}
/** Up to `limit` rows strictly after `after`, newest first; fewer only at the end. */
export type ReadRows<T> = (after: string | undefined, limit: number) => Promise<readonly PageRow<T>[]>;

/** Read rounds per page; a list of mostly outdated rows then continues on the next page. */
const ROUNDS = 10;

const positionOf = (cursor: string): string => {
  const position = readCursor(cursor);
  if (position.ok) return position.value;
  const error = new Error('A page cursor reached the store unchecked; handlers check it with readCursor');
  error.name = 'BadCursor';
  throw error;
};

/**
 * Fills a page with the items that still match. A cursor is a position, not a row, so pages stay stable while rows come
 * and go, and a forged cursor only moves inside the caller's own list.
 */
export const readPage = async <T>(
  limit: number,
  cursor: string | undefined,
  readRows: ReadRows<T>,
): Promise<Page<T>> => {
  const size = Math.max(1, limit);
  const items: T[] = [];
  const seen = new Set<string>();
  let after = cursor === undefined ? undefined : positionOf(cursor);
  for (let round = 0; round < ROUNDS; round++) {
    const asked = size - items.length + 1;
    const rows = await readRows(after, asked);
    for (const { position, name, item } of rows) {
      const fresh = item !== undefined && !seen.has(name);
      if (fresh && items.length === size && after !== undefined) return { items, cursor: writeCursor(after) };
      after = position;
      if (fresh) items.push(item);
      seen.add(name);
    }
    if (rows.length < asked) return { items };
  }
  return after === undefined ? { items } : { items, cursor: writeCursor(after) };
};
