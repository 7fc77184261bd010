import { KeyObject, randomUUID } from 'node:crypto';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import type { Jwk } from '../../shared/app/ports/access/client.ts';

/** A test key pair: `secret` signs, `open` verifies. */
export interface Pair {
  readonly secret: KeyObject;
  readonly open: Jwk;
  readonly spki: string;
}

const newPair = async (alg: 'ES384' | 'RS384', kid: string): Promise<Pair> => {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const open = { ...(await exportJWK(publicKey)), kid } as Jwk;
  return { secret: KeyObject.from(privateKey), open, spki: await exportSPKI(publicKey) };
};

const rsaPairs = new Map<string, Promise<Pair>>();

/** A new pair; of RSA, whose keys take long to find, one for each name. */
export const makePair = (alg: 'ES384' | 'RS384', kid: string): Promise<Pair> => {
  const pair = (alg === 'RS384' && rsaPairs.get(kid)) || newPair(alg, kid);
  if (alg === 'RS384') rsaPairs.set(kid, pair);
  return pair;
};

export interface Parts {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly key: KeyObject | Uint8Array;
}

const coded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Signs whatever the parts say, valid or not. */
export const sign = ({ header, claims, key }: Parts): Promise<string> | string =>
  header.alg === 'none'
    ? `${coded(header)}.${coded(claims)}.`
    : new SignJWT(claims).setProtectedHeader(header as { alg: string }).sign(key);

/** Claims of a valid token at that second. */
export const claimsOf = (iss: string, aud: string, seconds: number): Parts['claims'] => ({
  iss,
  sub: iss,
  aud,
  iat: seconds,
  exp: seconds + 300,
  jti: randomUUID(),
});

type Spoil = (parts: Parts, pairs: { readonly pair: Pair; readonly stranger: Pair }) => Parts;
const header =
  (more: Parts['header']): Spoil =>
  (parts) => ({ ...parts, header: { ...parts.header, ...more } });
const claims =
  (more: (claims: Parts['claims']) => Parts['claims']): Spoil =>
  (parts) => ({ ...parts, claims: { ...parts.claims, ...more(parts.claims) } });
const later = (seconds: unknown, more: number): number => Number(seconds) + more;

/** Ways a token can be invalid, for any endpoint. */
export const FAULTS: readonly (readonly [string, Spoil])[] = [
  ['algorithm none', header({ alg: 'none' })],
  [
    'HS256 with the public key as its secret',
    (parts, { pair }) => ({
      ...parts,
      header: { ...parts.header, alg: 'HS256' },
      key: new TextEncoder().encode(pair.spki),
    }),
  ],
  [
    'HS384 with the public key as JSON',
    (parts, { pair }) => ({
      ...parts,
      header: { ...parts.header, alg: 'HS384' },
      key: new TextEncoder().encode(JSON.stringify(pair.open)),
    }),
  ],
  ['signed with an unregistered key under a known kid', (parts, { stranger }) => ({ ...parts, key: stranger.secret })],
  ['an unknown kid', header({ kid: 'unheard-of' })],
  ['no kid', header({ kid: undefined })],
  [
    'an unregistered key in its own header',
    (parts, { stranger }) => ({
      ...parts,
      header: { ...parts.header, jwk: stranger.open, kid: stranger.open.kid },
      key: stranger.secret,
    }),
  ],
  ['keys at another URL: jku', header({ jku: 'https://evil.example/jwks.json' })],
  ['for another audience', claims(() => ({ aud: 'https://elsewhere.example/r4' }))],
  ['for a URL below ours', claims(({ aud }) => ({ aud: `${String(aud)}/more` }))],
  ['without audience', claims(() => ({ aud: undefined }))],
  ['of an unknown issuer', claims(() => ({ iss: 'https://evil.example' }))],
  ['without issuer', claims(() => ({ iss: undefined }))],
  ['expired', claims(({ iat }) => ({ iat: later(iat, -331), exp: later(iat, -31) }))],
  ['without expiry', claims(() => ({ exp: undefined }))],
  ['with an expiry that is text', claims(({ exp }) => ({ exp: String(exp) }))],
  ['valid too long', claims(({ exp }) => ({ exp: later(exp, 1) }))],
  ['valid too long since it was issued', claims(({ iat }) => ({ iat: later(iat, -200), exp: later(iat, 101) }))],
  ['issued in the future', claims(({ iat }) => ({ iat: later(iat, 31), exp: later(iat, 60) }))],
  ['not valid yet', claims(({ iat }) => ({ nbf: later(iat, 31) }))],
];
