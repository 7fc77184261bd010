import { createLocalJWKSet } from 'jose';
import type { Jwk } from '../../app/ports/access/client.ts';
import type { Outbound } from '../outbound/outbound.ts';
import { textWithin } from '../outbound/text-within.ts';
import type { FindKey } from './check-jwt.ts';
import { readKeySet } from './read-key-set.ts';

const finders = new WeakMap<readonly Jwk[], FindKey>();

/** Picks the key a header names; kept with its key list, because importing a key takes longer than using it. */
export const keyFinder = (keys: readonly Jwk[]): FindKey => {
  const known = finders.get(keys) ?? createLocalJWKSet({ keys: keys.map((key) => ({ ...key })) });
  finders.set(keys, known);
  return known;
};

/** A key set is fetched again after this long. */
const KEEP_MS = 600_000;
/** Minimum time between two fetches, even for an unknown key or a failing server. */
const COOL_DOWN_MS = 30_000;
const TIMEOUT_MS = 3_000;
const LARGEST = 100_000;

const fetchKeys = async (address: string): Promise<readonly Jwk[]> => {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const response = await fetch(address, { redirect: 'manual', signal, headers: { accept: 'application/json' } });
  const text = await textWithin(response, { bytes: LARGEST });
  if (!response.ok || text === undefined) throw new Error('No key set.');
  return readKeySet(JSON.parse(text));
};

interface Kept {
  readonly askedAt: number;
  readonly keys: Promise<readonly Jwk[]>;
}

export interface KeySets {
  /** Keys at a URL, cached for a while; `kid` is the wanted key. Throws if none could be read. */
  keysAt(address: string, origins: readonly string[], kid: string | undefined): Promise<readonly Jwk[]>;
}

/** Key sets of other servers. Cached keys stay valid while their server is down. */
export const makeKeySets = (outbound: Outbound, now: () => number): KeySets => {
  const kept = new Map<string, Kept>();
  const ask = (address: string, origins: readonly string[], last: Kept | undefined): Kept => {
    const fresh = outbound(address, origins).then(() => fetchKeys(address));
    const keys = last ? fresh.catch(() => last.keys) : fresh;
    keys.catch(() => undefined);
    const asked = { askedAt: now(), keys };
    kept.set(address, asked);
    return asked;
  };
  return {
    keysAt: async (address, origins, kid) => {
      const last = kept.get(address);
      if (!last) return ask(address, origins, last).keys;
      const age = now() - last.askedAt;
      if (age < COOL_DOWN_MS) return last.keys;
      const isKnown = (await last.keys.catch(() => [])).some((key) => key.kid === kid);
      return isKnown && age < KEEP_MS ? last.keys : ask(address, origins, last).keys;
    },
  };
};
