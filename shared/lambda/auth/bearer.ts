import type { Request } from '../../handlers/handler.ts';

/** The token or secret of `Authorization: Bearer …` (RFC 6750). */
export const bearerOf = ({ headers }: Pick<Request, 'headers'>): string | undefined =>
  /^Bearer +([\w~+/.=-]+)$/i.exec(headers.authorization ?? '')?.[1];
