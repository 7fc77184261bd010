import { createHash, timingSafeEqual } from 'node:crypto';
import type { Sender } from '../../app/ports/sender.ts';
import type { Container } from '../container.ts';
import type { Request } from '../handler.ts';

/** Constant-time comparison: timing reveals neither where the texts differ nor their length. */
const isSame = (a: string, b: string): boolean => {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

/**
 * The source in the path, if the caller knows its secret (`Authorization: Bearer …`). A source that is not registered, or
 * takes no notifications, is refused like a wrong secret, so that sources cannot be enumerated.
 */
export const sourceOf = async ({ params, headers }: Request, { ports }: Container): Promise<Sender | undefined> => {
  const [, given = ''] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  const tenant = await ports.settings.tenantOfSource(params.source ?? '');
  const source = tenant?.sources.find(({ id }) => id === params.source);
  if (!tenant || !source?.hookSecret || !given) return undefined;
  return isSame(given, await ports.secrets.read(source.hookSecret)) ? { tenant, source } : undefined;
};
