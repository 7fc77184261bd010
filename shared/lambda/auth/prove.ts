import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Container } from '../../handlers/container.ts';
import type { Identity, Request } from '../../handlers/handler.ts';
import { addressOf } from './addresses.ts';
import { bearerOf } from './bearer.ts';

const proveHook = async (request: Request, token: string, { ports, config }: Container): Promise<Result<Identity>> => {
  const client = await ports.tokens.caller('cds-hooks', token, addressOf(request, config));
  return client.ok ? ok({ tenant: client.value.tenant, client: client.value.id }) : client;
};

/** Verifies a call's token as its route requires: a hook's own JWT, or an access token. A failure without problems: there is none. */
export const prove = async (request: Request, container: Container): Promise<Result<Identity>> => {
  const token = bearerOf(request);
  if (token === undefined) return refused();
  return request.route.scope === 'cds-hooks'
    ? proveHook(request, token, container)
    : container.ports.tokens.access(token);
};
