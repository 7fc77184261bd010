import { isObject } from '../../core/model/is-object.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';

/** A page's cursor: opaque base64url text of the position after which the next page begins. */
export const writeCursor = (after: string): string => Buffer.from(JSON.stringify({ after })).toString('base64url');

/** Reads a cursor a caller sent back; anything this service cannot have written is refused. */
export const readCursor = (cursor: string): Result<string> => {
  const says = 'This page cursor is not one that a search here returned; repeat the search without it.';
  const foreign = refused({ code: 'value', says, expression: 'http._cursor' });
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (isObject(value) && typeof value.after === 'string') {
      if (/^[\x21-\x7e]{1,1024}$/.test(value.after)) return ok(value.after);
    }
    return foreign;
  } catch {
    return foreign;
  }
};

/** Where a page begins; `undefined` = at the start. Stores trust their cursor, so use cases check it. */
export const readStart = (cursor: string | undefined): Result<string | undefined> =>
  cursor === undefined ? ok(undefined) : readCursor(cursor);
