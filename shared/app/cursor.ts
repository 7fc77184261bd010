import { ok, type Result, refused } from '../core/result.ts';

/** A page's cursor: opaque base64url text of the position behind which the next page begins. */
export const writeCursor = (after: string): string => Buffer.from(JSON.stringify({ after })).toString('base64url');

/** Reads a cursor a caller sent back; anything we cannot have written is refused. */
export const readCursor = (cursor: string): Result<string> => {
  const says = 'This page cursor is not one that a search here returned; repeat the search without it.';
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (typeof value === 'object' && value !== null && 'after' in value && typeof value.after === 'string') {
      if (/^[\x21-\x7e]{1,1024}$/.test(value.after)) return ok(value.after);
    }
    return refused({ code: 'value', says });
  } catch {
    return refused({ code: 'value', says });
  }
};
