import { createHmac, createSecretKey, hash } from 'node:crypto';
import type { Digest } from '../app/ports.ts';
import { readHashKeys } from './hash-keys.ts';

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

/**
 * `secret` keys the hashes of people; whoever lacks it can neither compute nor guess them. One key, or several versions
 * of it as `readHashKeys` reads them.
 */
export const makeDigest = (secret: string): Digest => {
  const { versions, keys: secrets } = readHashKeys(secret);
  const keys = new Map([...secrets].map(([version, text]) => [version, createSecretKey(text, 'utf8')]));
  return {
    versions,
    of: (value) => hash('sha256', canonical(value)),
    keyed: (tenant, value, version = versions[0]) =>
      createHmac('sha256', keys.get(version) ?? unknownVersion())
        .update(JSON.stringify([tenant, value]))
        .digest('hex')
        .slice(0, 32),
  };
};

const unknownVersion = (): never => {
  throw new Error('the keyed hash has no key of this version');
};
