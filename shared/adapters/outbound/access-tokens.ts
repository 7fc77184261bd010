import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Secrets } from '../../app/ports/ports.ts';
import type { Credentials } from '../../app/ports/source.ts';
import type { Outbound } from './outbound.ts';
import type { SendWith } from './send-with.ts';
import { failedAs, readableText, ServerFailure } from './server-failure.ts';

export interface AccessTokens {
  /** A token that is valid for a while yet; concurrent callers share one request. */
  tokenFor(credentials: Credentials, origins: readonly string[]): Promise<string>;
  /** The server rejected this token. */
  drop(credentials: Credentials, token: string): void;
}

const DEFAULT_SCOPE = 'system/*.rs';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const ASSERTION_LIVES_S = 300;
/** Renewed this long before it expires. */
const SPARE_S = 30;
const TIMEOUT_MS = 3_000;
/** Far more than any token is. */
const LARGEST = 100_000;

const keyShape = z.looseObject({ kty: z.enum(['RSA', 'EC']), kid: z.exactOptional(z.string()) });
/** What a header can hold; a token of anything else is none. */
const TOKEN = /^[\x21-\x7e]{1,16000}$/;
/** Some servers write the seconds as text. */
const seconds = z.union([z.number(), z.string().check(z.regex(/^\d{1,9}$/))]);
const answerShape = z.looseObject({
  access_token: z.string().check(z.regex(TOKEN)),
  expires_in: z._default(seconds, 300),
});

/** A JWT signed with the private key identifies the client. */
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

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

interface Token {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}
/** A token, or the pending request for one. */
interface Kept {
  readonly asked: Promise<Token>;
  known?: Token;
}

interface Parts {
  readonly secrets: Secrets;
  readonly outbound: Outbound;
  readonly sendWith: SendWith;
  readonly now: () => number;
}

/** Access tokens for other servers, cached while they are valid. */
export const makeAccessTokens = ({ secrets, outbound, sendWith, now }: Parts): AccessTokens => {
  const kept = new Map<string, Kept>();
  /** Whoever names another key or certificate has not proved to be the client. */
  const nameOf = ({ tokenEndpoint, clientId, key = '', certificate = '', scope = '' }: Credentials) =>
    JSON.stringify([tokenEndpoint, clientId, key, certificate, scope]);
  /** SMART Backend Services; without a key the certificate alone identifies the client (RFC 8705, `tls_client_auth`). */
  const proofOf = async (credentials: Credentials): Promise<Readonly<Record<string, string>>> => {
    const { clientId, key } = credentials;
    if (key === undefined) return { client_id: clientId };
    const assertion = await assertionOf(credentials, await secrets.read(key), now());
    return { client_assertion_type: ASSERTION_TYPE, client_assertion: assertion };
  };

  const ask = async (credentials: Credentials, origins: readonly string[]): Promise<Token> => {
    const { tokenEndpoint, certificate, scope = DEFAULT_SCOPE } = credentials;
    const send = sendWith(certificate, await outbound(tokenEndpoint, origins));
    const response = await send(tokenEndpoint, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope, ...(await proofOf(credentials)) }),
    });
    if (!response.ok) throw failedAs(response, now());
    const answer = answerShape.safeParse(parsed(await readableText(response, LARGEST)));
    if (!answer.success) throw new ServerFailure('unreadable');
    const { access_token: text, expires_in: lives } = answer.data;
    return { text, until: now() + (Number(lives) - SPARE_S) * 1000 };
  };

  const begin = (name: string, asked: Promise<Token>): Kept => {
    const one: Kept = { asked };
    kept.set(name, one);
    asked.then(
      (token) => {
        one.known = token;
      },
      () => kept.get(name) === one && kept.delete(name),
    );
    return one;
  };

  return {
    tokenFor: async (credentials, origins) => {
      const name = nameOf(credentials);
      const held = kept.get(name);
      const isGood = held && (held.known === undefined || now() < held.known.until);
      const { asked } = isGood ? held : begin(name, ask(credentials, origins));
      return (await asked).text;
    },
    drop: (credentials, token) => {
      const name = nameOf(credentials);
      if (kept.get(name)?.known?.text === token) kept.delete(name);
    },
  };
};
