import { ok, type Result } from '../../core/model/result.ts';
import type { Page } from '../ports/authorization-store.ts';
import { readStart, writeCursor } from './cursor.ts';

/** A page of a short list held in memory; the cursor is the index in it. */
export const cutPage = <T>(
  items: readonly T[],
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Result<Page<T>> => {
  const read = readStart(cursor);
  if (!read.ok) return read;
  const start = Number(read.value ?? 0) || 0;
  const end = start + limit;
  return ok({ items: items.slice(start, end), ...(end < items.length ? { cursor: writeCursor(String(end)) } : {}) });
};
