import type { Caller } from '../app/ports/caller.ts';
import { ok, type Result, refused } from '../core/model/result.ts';
import { callerOf } from './caller.ts';
import type { Container } from './container.ts';
import type { Request } from './handler.ts';
import { IF_MATCH } from './reply.ts';

/** The order in the path, and the source in the query if the caller names one. */
export const orderAsked = ({ params, query }: Request): { readonly orderId: string; readonly source?: string } => {
  const source = query.source?.at(-1);
  return { orderId: params.id ?? '', ...(source ? { source } : {}) };
};

interface Versions {
  readonly versions?: readonly number[];
}

/** `If-Match: W/"3"`: the versions the caller accepts; none if the header is missing or `*`. */
export const versionsAsked = ({ headers }: Request): Result<Versions> => {
  const tags = (headers['if-match'] ?? '*').split(',').map((tag) => tag.trim());
  if (tags.includes('*')) return ok({});
  const versions = tags.flatMap((tag) => /^(?:W\/)?"(\d{1,10})"$/.exec(tag)?.[1] ?? []).map(Number);
  return versions.length === tags.length
    ? ok({ versions })
    : refused({ code: 'value', says: 'If-Match takes the ETag of the record, as W/"3".', expression: IF_MATCH });
};

/** Who changes an order on file, which, and in which of its versions. */
export const changeAsked = async (
  request: Request,
  container: Container,
): Promise<Result<{ readonly caller: Caller; readonly order: ReturnType<typeof orderAsked> & Versions }>> => {
  const caller = await callerOf(request, container);
  if (!caller.ok) return caller;
  const versions = versionsAsked(request);
  return versions.ok ? ok({ caller: caller.value, order: { ...orderAsked(request), ...versions.value } }) : versions;
};
