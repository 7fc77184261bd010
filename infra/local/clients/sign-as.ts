import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { importJWK, SignJWT } from 'jose';
import { readPrivateKey } from './private-key.ts';
import type { ReadyMade } from './ready-made.ts';

/** A JWT of a ready-made client, for one audience, valid five minutes. */
export const signAs = async ({ client, keyFile }: ReadyMade, audience: string, dataDir: string): Promise<string> => {
  const key = await readPrivateKey(join(dataDir, keyFile)).catch(() => {
    throw new Error(`${dataDir} holds no key of ${client.id}. Start the service once: that makes them.`);
  });
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES384', typ: 'JWT', kid: key.kid })
    .setIssuer(client.id)
    .setSubject(client.id)
    .setAudience(audience)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('5m')
    .sign(await importJWK(key, 'ES384'));
};
