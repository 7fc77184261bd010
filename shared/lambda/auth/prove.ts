import { allows } from '../../app/access/scope.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Container } from '../../handlers/container.ts';
import type { Identity, Request } from '../../handlers/handler.ts';
import { addressOf } from './addresses.ts';

/** Whom a token proves a call to come from, and whether it may do this. */
interface Proved {
  readonly identity: Identity;
  readonly mayEnter: boolean;
}

/** The scope of routes whose callers sign every call themselves. */
const SIGNED_CALLS = 'cds-hooks';

const proveHook = async (request: Request, token: string, { ports, config }: Container): Promise<Result<Proved>> => {
  const client = await ports.tokens.caller(SIGNED_CALLS, token, addressOf(request, config));
  if (!client.ok) return client;
  const { tenant, id } = client.value;
  return ok({ identity: { tenant, client: id }, mayEnter: true });
};

const proveAccess = async ({ route }: Request, token: string, { ports }: Container): Promise<Result<Proved>> => {
  const grant = await ports.tokens.access(token);
  if (!grant.ok) return grant;
  const { tenant, client, scopes } = grant.value;
  return ok({ identity: { tenant, client }, mayEnter: allows(scopes, route.scope) });
};

const bearerOf = ({ headers }: Pick<Request, 'headers'>): string | undefined =>
  /^Bearer +([\w~+/.=-]+)$/i.exec(headers.authorization ?? '')?.[1];

/** Takes the token of a call as its route wants one. No problem at all: there is none. */
export const prove = async (request: Request, container: Container): Promise<Result<Proved>> => {
  const token = bearerOf(request);
  if (token === undefined) return refused();
  return request.route.scope === SIGNED_CALLS
    ? proveHook(request, token, container)
    : proveAccess(request, token, container);
};
