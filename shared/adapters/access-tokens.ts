import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Secrets } from '../app/ports.ts';
import type { Credentials } from '../app/source.ts';
import type { Outbound } from './outbound.ts';
import { ServerFailure } from './server-failure.ts';

export interface AccessTokens {
  /** A token that is good for a while yet; asked for once, however many wait for it. */
  tokenFor(credentials: Credentials, origins: readonly string[]): Promise<string>;
  /** The server did not take it. */
  drop(credentials: Credentials): void;
}

const DEFAULT_SCOPE = 'system/*.rs';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const ASSERTION_LIVES_S = 300;
/** Asked for anew before the last moment. */
const SPARE_S = 30;
const TIMEOUT_MS = 3_000;

const keyShape = z.looseObject({ kty: z.enum(['RSA', 'EC']), kid: z.exactOptional(z.string()) });
const answerShape = z.looseObject({ access_token: z.string(), expires_in: z._default(z.number(), 300) });

/** SMART Backend Services: a JWT signed with the private key says who asks. */
const assertionOf = async ({ clientId, tokenEndpoint }: Credentials, secret: string, now: number): Promise<string> => {
  const { importJWK, SignJWT } = await import('jose');
  const jwk = keyShape.parse(JSON.parse(secret));
  const alg = jwk.kty === 'RSA' ? 'RS384' : 'ES384';
  const issued = Math.floor(now / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg, typ: 'JWT', ...(jwk.kid ? { kid: jwk.kid } : {}) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(tokenEndpoint)
    .setJti(randomUUID())
    .setIssuedAt(issued)
    .setExpirationTime(issued + ASSERTION_LIVES_S)
    .sign(await importJWK(jwk, alg));
};

interface Kept {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Access tokens of other people's servers, kept while they are good. */
export const makeAccessTokens = (secrets: Secrets, outbound: Outbound, now: () => number): AccessTokens => {
  const kept = new Map<string, Promise<Kept>>();
  const nameOf = ({ tokenEndpoint, clientId, scope = '' }: Credentials) =>
    JSON.stringify([tokenEndpoint, clientId, scope]);

  const ask = async (credentials: Credentials, origins: readonly string[]): Promise<Kept> => {
    const { tokenEndpoint, key, scope = DEFAULT_SCOPE } = credentials;
    await outbound(tokenEndpoint, origins);
    const response = await fetch(tokenEndpoint, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope,
        client_assertion_type: ASSERTION_TYPE,
        client_assertion: await assertionOf(credentials, await secrets.read(key), now()),
      }),
    });
    if (!response.ok) throw new ServerFailure(response.status >= 500 ? 'failing' : 'refused', response.status);
    const answer = answerShape.safeParse(await response.json().catch(() => undefined));
    if (!answer.success) throw new ServerFailure('unreadable');
    const { access_token: token, expires_in: lives } = answer.data;
    return { token, until: now() + (lives - SPARE_S) * 1000 };
  };

  return {
    tokenFor: async (credentials, origins) => {
      const name = nameOf(credentials);
      const known = await kept.get(name);
      if (known && now() < known.until) return known.token;
      const asked = ask(credentials, origins);
      kept.set(name, asked);
      asked.catch(() => kept.get(name) === asked && kept.delete(name));
      return (await asked).token;
    },
    drop: (credentials) => void kept.delete(nameOf(credentials)),
  };
};
