import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import * as z from 'zod/mini';

const shape = z.object({
  kty: z.literal('EC'),
  kid: z.string(),
  crv: z.string(),
  x: z.string(),
  y: z.string(),
  d: z.string(),
});
/** A private key as JSON; everything except `d` is public. */
export type PrivateKey = z.infer<typeof shape>;

export const readPrivateKey = async (file: string): Promise<PrivateKey> =>
  shape.parse(JSON.parse(await readFile(file, 'utf8')));

/** The key in that file; created now if there is none, readable only by its owner. */
export const privateKeyAt = async (file: string): Promise<PrivateKey> => {
  try {
    return await readPrivateKey(file);
  } catch {
    const { privateKey } = await generateKeyPair('ES384', { extractable: true });
    const jwk = await exportJWK(privateKey);
    const key = shape.parse({ ...jwk, kid: await calculateJwkThumbprint(jwk) });
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, JSON.stringify(key), { mode: 0o600 });
    return key;
  }
};
