import { decodeJwt } from 'jose';
import type { Grant, Tokens } from '../../app/ports/access/tokens.ts';
import type { Clock } from '../../app/ports/ports.ts';
import { ok, type Result } from '../../core/model/result.ts';
import type { Outbound } from '../outbound/outbound.ts';
import { type CallerPorts, checkCaller } from './check-caller.ts';
import { refuseToken } from './check-jwt.ts';
import { checkIssuerToken, type TrustedIssuer } from './issuer-tokens.ts';
import { makeKeySets } from './key-sets.ts';
import { makeOwnTokens } from './own-tokens.ts';

interface TokenSettings {
  /** FHIR base URL: issuer and audience of our own tokens. */
  readonly base: string;
  /** The first signs, each verifies; empty where this process neither issues nor accepts its own tokens. */
  readonly secrets: readonly string[];
  readonly trusted: readonly TrustedIssuer[];
}

/** Verified grants to cache; a client uses one token for minutes, and checking a signature takes a millisecond. */
const MOST_REMEMBERED = 1_000;
const LONGEST_TOKEN = 8_000;

const issuerOf = (token: string): string | undefined => {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
};

/** Verifies signed tokens and issues access tokens. */
export const makeTokens = (
  { base, secrets, trusted }: TokenSettings,
  ports: CallerPorts & { readonly clock: Pick<Clock, 'now'> },
  outbound: Outbound,
): Tokens => {
  const now = (): number => Date.parse(ports.clock.now());
  const own = makeOwnTokens(secrets, base, now);
  const keySets = makeKeySets(outbound, now);
  const remembered = new Map<string, { readonly grant: Grant; readonly until: number }>();

  const check = async (token: string) => {
    const issuer = issuerOf(token);
    if (issuer === base) return own.check(token);
    const known = trusted.find((one) => one.issuer === issuer);
    return known ? checkIssuerToken(token, known, keySets, now()) : refuseToken('Nobody here trusts this issuer.');
  };

  const access = async (token: string): Promise<Result<Grant>> => {
    if (token.length > LONGEST_TOKEN) return refuseToken('The token cannot be read.');
    const known = remembered.get(token);
    if (known && now() < known.until * 1000) return ok(known.grant);
    const checked = await check(token);
    if (!checked.ok) return checked;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(token, checked.value);
    return ok(checked.value.grant);
  };

  return {
    access,
    issue: own.issue,
    keys: own.keys,
    caller: (use, jwt, audience) => checkCaller(use, jwt, audience, ports, keySets, now()),
  };
};
