import { decodeProtectedHeader } from 'jose';
import { tenantId } from '../../app/keys/tenant-id.ts';
import type { Grant } from '../../app/ports/access/tokens.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { type Claims, checkJwt, refuseToken } from './check-jwt.ts';
import { type KeySets, keyFinder } from './key-sets.ts';

/** Another authorization server whose access tokens are accepted here. */
export interface TrustedIssuer {
  readonly issuer: string;
  /** URL of its key set. */
  readonly jwks: string;
  /** Absent if its tokens have none (Cognito): then `clients` lists the ones meant for us. */
  readonly audience?: string;
  /** Claim that holds the tenant; absent: `clients` gives each client's tenant. */
  readonly tenantClaim?: string;
  /** Tenants by client id. */
  readonly clients?: Readonly<Record<string, string>>;
}

export const ISSUER_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];

const textOf = (claims: Claims, name: string): string | undefined => {
  const value = claims[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** `scope` is a space-separated string; some servers send a list in `scp` instead. */
const scopesOf = ({ scope, scp }: Claims): readonly string[] => {
  const given: unknown = scope ?? scp;
  const words: readonly unknown[] = Array.isArray(given) ? given : typeof given === 'string' ? given.split(' ') : [];
  return words.filter((word) => typeof word === 'string');
};

const grantOf = (claims: Claims, { tenantClaim, clients }: TrustedIssuer): Grant | undefined => {
  const client = textOf(claims, 'client_id') ?? textOf(claims, 'azp') ?? claims.sub;
  if (client === undefined || (clients && !Object.hasOwn(clients, client))) return undefined;
  const tenant = tenantClaim === undefined ? clients?.[client] : textOf(claims, tenantClaim);
  return tenant === undefined ? undefined : { tenant: tenantId(tenant), client, scopes: scopesOf(claims) };
};

/** Checks an access token of a trusted issuer. Its lifetime is set by the issuer. */
export const checkIssuerToken = async (
  token: string,
  trusted: TrustedIssuer,
  keySets: KeySets,
  now: number,
): Promise<Result<{ readonly grant: Grant; readonly until: number }>> => {
  const { issuer, jwks, audience } = trusted;
  const { kid } = decodeProtectedHeader(token);
  const keys = await keySets.keysAt(jwks, [new URL(jwks).origin], kid).catch(() => undefined);
  if (!keys) return refuseToken('The keys of the issuer cannot be read.');
  const rules = {
    issuer,
    algorithms: ISSUER_ALGORITHMS,
    claims: [],
    now,
    ...(audience === undefined ? {} : { audience: [audience] }),
  };
  const claims = await checkJwt(token, keyFinder(keys), rules);
  if (!claims.ok) return claims;
  const grant = grantOf(claims.value, trusted);
  return grant ? ok({ grant, until: claims.value.exp }) : refuseToken('The token names no tenant of this service.');
};
