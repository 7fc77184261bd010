import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { Sealed } from '../app/ports/sealed.ts';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;
/** Derived keys kept: a process serves few tenants. */
const REMEMBERED = 64;

/** `about`: what the text belongs to. Nowhere else it can be opened. */
const boundTo = (tenant: string, about: readonly string[]): Buffer => Buffer.from(JSON.stringify([tenant, ...about]));

/**
 * Texts that only this service can read, by AES-256-GCM with a key of each tenant, derived from a version of the hash key. The
 * nonce is a keyed hash of the text and its place: the same name of the same order is the same text, so that a message sent
 * twice changes nothing, and no two texts ever share a nonce.
 */
export const makeSeal = ({
  versions: [current],
  keys,
}: {
  readonly versions: readonly [string, ...string[]];
  readonly keys: ReadonlyMap<string, string>;
}): Sealed => {
  const derived = new Map<string, Buffer>();
  const keyOf = (version: string, tenant: string, use: 'text' | 'nonce'): Buffer | undefined => {
    const name = JSON.stringify([version, tenant, use]);
    const secret = keys.get(version);
    const known = derived.get(name);
    if (known || secret === undefined) return known;
    const made = Buffer.from(hkdfSync('sha256', secret, tenant, `stresspass sealed ${use}`, KEY_BYTES));
    if (derived.size >= REMEMBERED) derived.clear();
    derived.set(name, made);
    return made;
  };
  return {
    seal: (tenant, about, text) => {
      const [key, nonceKey] = [keyOf(current, tenant, 'text'), keyOf(current, tenant, 'nonce')];
      if (!key || !nonceKey) throw new Error('the sealed text has no key of this version');
      const place = boundTo(tenant, about);
      const nonce = createHmac('sha256', nonceKey)
        .update(place)
        .update('\0')
        .update(text)
        .digest()
        .subarray(0, IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(place);
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `${current}.${sealed.toString('base64url')}`;
    },
    unseal: (tenant, about, sealed) => {
      const [version = '', text = ''] = sealed.split('.');
      const key = keyOf(version, tenant, 'text');
      const bytes = Buffer.from(text, 'base64url');
      if (!key || bytes.length < IV_BYTES + TAG_BYTES) return undefined;
      try {
        const opened = createDecipheriv(CIPHER, key, bytes.subarray(0, IV_BYTES))
          .setAAD(boundTo(tenant, about))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        return `${opened.update(bytes.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8')}${opened.final('utf8')}`;
      } catch {
        return undefined;
      }
    },
  };
};
