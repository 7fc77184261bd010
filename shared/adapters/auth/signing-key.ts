import { createECDH, hkdfSync } from 'node:crypto';
import { calculateJwkThumbprint, importJWK } from 'jose';
import type { Jwk } from '../../app/ports/access/client.ts';

export const SIGNING_ALGORITHM = 'ES384';
const CURVE = 'P-384';
const SCALAR_BYTES = 48;

interface SigningKey {
  readonly secret: Exclude<Awaited<ReturnType<typeof importJWK>>, Uint8Array>;
  readonly open: Jwk;
}

/**
 * The access token key, derived from a random text (HKDF), so that a vault that only stores random text is enough and
 * every process with the same text has the same key. Throws for one text in 2^190.
 */
export const signingKey = async (secret: string): Promise<SigningKey> => {
  const scalar = Buffer.from(hkdfSync('sha384', secret, '', `access tokens ${SIGNING_ALGORITHM}`, SCALAR_BYTES));
  const pair = createECDH('secp384r1');
  pair.setPrivateKey(scalar);
  const point = pair.getPublicKey().subarray(1);
  const x = point.subarray(0, SCALAR_BYTES).toString('base64url');
  const y = point.subarray(SCALAR_BYTES).toString('base64url');
  const curve = { kty: 'EC', crv: CURVE, x, y } as const;
  const imported = await importJWK({ ...curve, d: scalar.toString('base64url') }, SIGNING_ALGORITHM);
  if (imported instanceof Uint8Array) throw new Error('A signing key is no shared secret.');
  return { secret: imported, open: { ...curve, kid: await calculateJwkThumbprint(curve), alg: SIGNING_ALGORITHM } };
};
