import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';

const ALGORITHM = 'dir';
const ENCRYPTION = 'A256GCM';
const KEY_BYTES = 32;

interface SealedTexts {
  seal(claims: Readonly<Record<string, unknown>>, lives: number): Promise<string>;
  /** Its claims; nothing for a text sealed elsewhere or for another purpose, changed, or too old. */
  open(text: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/**
 * Texts only this deployment can read or make (JWE), for what a browser keeps.
 * @param secrets texts the keys are derived from: the first seals, each opens
 * @param purpose part of the key: what was sealed for one purpose opens for no other
 * @param now milliseconds since 1970
 */
export const makeSealedTexts = (secrets: readonly string[], purpose: string, now: () => number): SealedTexts => {
  const keys = secrets.map(
    (secret) => new Uint8Array(hkdfSync('sha256', secret, '', `sealed ${purpose} ${ENCRYPTION}`, KEY_BYTES)),
  );
  const openWith = async (key: Uint8Array, text: string) => {
    try {
      const { payload } = await jwtDecrypt(text, key, {
        keyManagementAlgorithms: [ALGORITHM],
        contentEncryptionAlgorithms: [ENCRYPTION],
        requiredClaims: ['exp'],
        currentDate: new Date(now()),
      });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
      throw error;
    }
  };
  return {
    seal: async (claims, lives) => {
      const [first] = keys;
      if (!first) throw new Error('No secret is set to seal with.');
      return new EncryptJWT({ ...claims })
        .setProtectedHeader({ alg: ALGORITHM, enc: ENCRYPTION })
        .setExpirationTime(Math.floor(now() / 1_000) + lives)
        .encrypt(first);
    },
    open: async (text) => {
      for (const key of keys) {
        const claims = await openWith(key, text);
        if (claims) return claims;
      }
      return undefined;
    },
  };
};
