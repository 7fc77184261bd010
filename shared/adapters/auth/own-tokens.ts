import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import * as z from 'zod/mini';
import { tenantId } from '../../app/keys/tenant-id.ts';
import type { Jwk } from '../../app/ports/access/client.ts';
import type { Grant } from '../../app/ports/access/tokens.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { checkJwt, refuseToken } from './check-jwt.ts';
import { keyFinder } from './key-sets.ts';
import { SIGNING_ALGORITHM, signingKey } from './signing-key.ts';

/** RFC 9068: tells an access token from any other JWT. */
const TYPE = 'at+jwt';
const LIVES_S = 300;

const grantShape = z.object({ tenant: z.string(), client_id: z.string(), scope: z.string() });

interface OwnTokens {
  issue(grant: Grant): Promise<{ readonly token: string; readonly lives: number }>;
  keys(): Promise<readonly Jwk[]>;
  /** `until`: when the grant ends, in seconds since 1970. */
  check(token: string): Promise<Result<{ readonly grant: Grant; readonly until: number }>>;
}

/**
 * Access tokens of this deployment: short-lived, signed and self-contained, so that checking one needs no call.
 * @param secrets texts the keys are derived from: the first signs, each verifies.
 * @param issuer FHIR base URL, which is also the audience.
 * @param now milliseconds since 1970.
 */
export const makeOwnTokens = (secrets: readonly string[], issuer: string, now: () => number): OwnTokens => {
  const pairs = Promise.all(secrets.map(signingKey));
  pairs.catch(() => undefined);
  const open = pairs.then((all) => all.map((pair) => pair.open));
  open.catch(() => undefined);
  return {
    keys: () => open,
    issue: async ({ tenant, client, scopes }) => {
      const [first] = await pairs;
      if (!first) throw new Error('No secret is set to sign access tokens with.');
      const issued = Math.floor(now() / 1000);
      const token = await new SignJWT({ tenant, client_id: client, scope: scopes.join(' ') })
        .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ: TYPE, kid: first.open.kid })
        .setIssuer(issuer)
        .setAudience(issuer)
        .setSubject(client)
        .setJti(randomUUID())
        .setIssuedAt(issued)
        .setExpirationTime(issued + LIVES_S)
        .sign(first.secret);
      return { token, lives: LIVES_S };
    },
    check: async (token) => {
      const claims = await checkJwt(token, keyFinder(await open), {
        issuer,
        audience: [issuer],
        algorithms: [SIGNING_ALGORITHM],
        claims: ['tenant', 'client_id', 'scope', 'iat'],
        longestLife: LIVES_S,
        typ: TYPE,
        now: now(),
      });
      if (!claims.ok) return claims;
      const read = grantShape.safeParse(claims.value);
      if (!read.success) return refuseToken('The token grants nothing that can be read.');
      const { tenant, client_id: client, scope } = read.data;
      return ok({ grant: { tenant: tenantId(tenant), client, scopes: scope.split(' ') }, until: claims.value.exp });
    },
  };
};
