import { createHash, timingSafeEqual } from 'node:crypto';
import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Container } from '../../handlers/container.ts';
import type { Identity, Request } from '../../handlers/handler.ts';

/** Constant-time comparison: timing reveals neither where the texts differ nor their length. */
const isSame = (a: string, b: string): boolean => {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

/**
 * The source in the path, if the caller knows its secret (`Authorization: Bearer …`). A source that is not registered, or
 * takes no notifications, is refused like a wrong secret, so that sources cannot be enumerated.
 */
export const proveSource = async ({ params, headers }: Request, { ports }: Container): Promise<Result<Identity>> => {
  const [, given = ''] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  const tenant = await ports.settings.tenantOfSource(params.source ?? '');
  const source = tenant?.sources.find(({ id }) => id === params.source);
  if (!tenant || !source?.hookSecret || !given) return refused();
  return isSame(given, await ports.secrets.read(source.hookSecret))
    ? ok({ tenant: tenant.id, client: source.id })
    : refused();
};
