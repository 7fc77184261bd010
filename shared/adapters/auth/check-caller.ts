import { decodeJwt, decodeProtectedHeader } from 'jose';
import type { Client, Clients, ClientUse, Jwk, Nonces } from '../../app/ports/access/client.ts';
import type { SettingsStore } from '../../app/ports/ports.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { checkJwt, refuseToken, SKEW_S } from './check-jwt.ts';
import { type KeySets, keyFinder } from './key-sets.ts';

const ALGORITHMS = ['ES384', 'RS384'];
const LONGEST_LIFE_S = 300;
const LONGEST_ID = 200;

export interface CallerPorts {
  readonly clients: Clients;
  readonly nonces: Nonces;
  readonly settings: Pick<SettingsStore, 'tenant'>;
}

const keysOf = async (
  { keys, tenant }: Client,
  kid: string | undefined,
  { settings }: CallerPorts,
  keySets: KeySets,
): Promise<readonly Jwk[]> => {
  if (typeof keys !== 'string') return keys;
  const origins = (await settings.tenant(tenant))?.outbound ?? [];
  return keySets.keysAt(keys, origins, kid);
};

/** A token's own unverified claims; undefined if it is not a JWT. */
const readUnproved = (jwt: string) => {
  try {
    return { ...decodeJwt(jwt), kid: decodeProtectedHeader(jwt).kid };
  } catch {
    return undefined;
  }
};

/**
 * Proves which registered client signed a JWT for this audience: with its own key, recently, and for the first time.
 */
export const checkCaller = async (
  use: ClientUse,
  jwt: string,
  audience: string,
  ports: CallerPorts,
  keySets: KeySets,
  now: number,
): Promise<Result<Client>> => {
  const unproved = readUnproved(jwt);
  if (!unproved) return refuseToken('The token cannot be read.');
  const client = unproved.iss ? await ports.clients.find(use, unproved.iss) : undefined;
  if (!client) return refuseToken('The issuer is not registered here.');
  const keys = await keysOf(client, unproved.kid, ports, keySets).catch(() => undefined);
  if (!keys) return refuseToken('The keys of the client cannot be read.');
  const claims = await checkJwt(jwt, keyFinder(keys), {
    issuer: client.id,
    // Some EHRs add a trailing slash to the URL.
    audience: use === 'cds-hooks' ? [audience, `${audience}/`] : [audience],
    algorithms: client.algorithms ?? ALGORITHMS,
    claims: ['jti', ...(use === 'smart' ? ['sub'] : [])],
    longestLife: client.longestLifeSeconds ?? LONGEST_LIFE_S,
    keysAt: client.jku ?? (typeof client.keys === 'string' ? client.keys : undefined),
    now,
  });
  if (!claims.ok) return claims;
  const { sub, jti, exp } = claims.value;
  if (use === 'smart' && sub !== client.id) return refuseToken('The claim sub is missing or wrong.');
  if (typeof jti !== 'string' || jti === '' || jti.length > LONGEST_ID)
    return refuseToken('The claim jti is missing or wrong.');
  const claimed = await ports.nonces.claim(client, jti, Math.ceil(exp) + SKEW_S);
  return claimed === 'new' ? ok(client) : refuseToken('The token was used before.');
};
