import { createHmac, createSecretKey, hash } from 'node:crypto';
import type { Digest } from '../app/ports/ports.ts';
import { readHashKeys } from './hash-keys.ts';
import { makeSeal } from './seal.ts';

const PLAIN = /^\w+$/;
const quoted = (name: string): string => (PLAIN.test(name) ? `"${name}"` : JSON.stringify(name));

/** JSON with sorted keys and without `undefined`: equal values give equal text. */
const canonical = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name of Object.keys(fields).sort())
    if (fields[name] !== undefined) text += `${text ? ',' : ''}${quoted(name)}:${canonical(fields[name])}`;
  return `{${text}}`;
};

/** Cached hashes: enough for one call. */
const REMEMBERED = 32;

/**
 * `secret` keys the hashes that identify people; without it they can be neither computed nor guessed. One key, or
 * several versions of it as `readHashKeys` reads them.
 */
export const makeDigest = (secret: string): Digest => {
  const { versions, keys: secrets } = readHashKeys(secret);
  const keys = new Map([...secrets].map(([version, text]) => [version, createSecretKey(text, 'utf8')]));
  const keyed = (version: string, text: string): string =>
    createHmac('sha256', keys.get(version) ?? unknownVersion())
      .update(text)
      .digest('hex')
      .slice(0, 32);
  // Keys, indexes and audit entries of one call need the same few hashes.
  const recent = new Map<string, string>();
  return {
    versions,
    ...makeSeal({ versions, keys: secrets }),
    of: (value) => hash('sha256', canonical(value)),
    keyed: (tenant, value, version = versions[0]) => {
      const text = JSON.stringify([tenant, value]);
      const name = `${version} ${text}`;
      const before = recent.get(name);
      if (before !== undefined) return before;
      const made = keyed(version, text);
      if (recent.size >= REMEMBERED) recent.clear();
      recent.set(name, made);
      return made;
    },
  };
};

const unknownVersion = (): never => {
  throw new Error('the keyed hash has no key of this version');
};
