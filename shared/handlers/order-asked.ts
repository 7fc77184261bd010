import { ok, type Result, refused } from '../core/model/result.ts';
import type { Request } from './handler.ts';
import { IF_MATCH } from './reply.ts';

/** The order in the path, and the source in the query if the caller names one. */
export const orderAsked = ({ params, query }: Request): { readonly orderId: string; readonly source?: string } => {
  const source = query.source?.at(-1);
  return { orderId: params.id ?? '', ...(source ? { source } : {}) };
};

/** `If-Match: W/"3"`: the versions the caller accepts; none if the header is missing or `*`. */
export const versionsAsked = ({ headers }: Request): Result<{ readonly versions?: readonly number[] }> => {
  const tags = (headers['if-match'] ?? '*').split(',').map((tag) => tag.trim());
  if (tags.includes('*')) return ok({});
  const versions = tags.flatMap((tag) => /^(?:W\/)?"(\d{1,10})"$/.exec(tag)?.[1] ?? []).map(Number);
  return versions.length === tags.length
    ? ok({ versions })
    : refused({ code: 'value', says: 'If-Match takes the ETag of the record, as W/"3".', expression: IF_MATCH });
};
