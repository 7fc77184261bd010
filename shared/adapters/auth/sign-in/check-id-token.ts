import { createHash } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { ok, type Result } from '../../../core/model/result.ts';
import { type Claims, checkJwt, refuseToken } from '../check-jwt.ts';
import { ISSUER_ALGORITHMS } from '../issuer-tokens.ts';
import { type KeySets, keyFinder } from '../key-sets.ts';
import { IssuerUnavailable } from './ask-issuer.ts';

interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  /** URL of the issuer's key set. */
  readonly keysAt: string;
  /** The access token that came with it. */
  readonly accessToken?: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Left half of the hash of the access token, by the algorithm of the ID token (OpenID Connect Core, 3.1.3.6). */
const halfHash = (alg: string, text: string): string => {
  const digest = createHash(`sha${alg.slice(-3)}`)
    .update(text, 'ascii')
    .digest();
  return digest.subarray(0, digest.length / 2).toString('base64url');
};

const problemOf = (claims: Claims, alg: string, { clientId, nonce, accessToken }: Expected): string | undefined => {
  const { aud, azp, sub } = claims;
  if (typeof sub !== 'string' || sub === '' || sub.length > 255) return 'The claim sub is missing or wrong.';
  if (claims.nonce !== nonce) return 'The claim nonce is missing or wrong.';
  if (azp !== undefined ? azp !== clientId : Array.isArray(aud) && aud.length > 1)
    return 'The claim azp is missing or wrong.';
  const { at_hash: hash } = claims;
  if (hash !== undefined && (accessToken === undefined || hash !== halfHash(alg, accessToken)))
    return 'The claim at_hash is missing or wrong.';
  return undefined;
};

const headerOf = (token: string) => {
  try {
    return decodeProtectedHeader(token);
  } catch {
    return undefined;
  }
};

/**
 * The claims of an ID token that answers this very sign-in.
 * @throws IssuerUnavailable where the keys cannot be read
 */
export const checkIdToken = async (token: string, expected: Expected, keySets: KeySets): Promise<Result<Claims>> => {
  const { issuer, clientId, keysAt, now } = expected;
  const header = headerOf(token);
  if (!header) return refuseToken('The token cannot be read.');
  const keys = await keySets.keysAt(keysAt, [new URL(keysAt).origin], header.kid).catch(() => {
    throw new IssuerUnavailable('The keys of the sign-in server cannot be read.');
  });
  const rules = { issuer, audience: [clientId], algorithms: ISSUER_ALGORITHMS, claims: ['sub', 'iat', 'nonce'], now };
  const claims = await checkJwt(token, keyFinder(keys), rules);
  if (!claims.ok) return claims;
  const problem = problemOf(claims.value, header.alg ?? '', expected);
  return problem ? refuseToken(problem) : ok(claims.value);
};
