import { createHash, createHmac } from 'node:crypto';
import type { Digest } from '../app/ports.ts';

/** JSON with sorted keys and without `undefined`: equal values give equal text. */
const canonical = (value: unknown): string => {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`);
  return `{${fields.join(',')}}`;
};

/** `secret` keys the hashes of people; whoever lacks it can neither compute nor guess them. */
export const makeDigest = (secret: string): Digest => {
  if (secret === '') throw new Error('the keyed hash needs a secret');
  return {
    of: (value) => createHash('sha256').update(canonical(value)).digest('hex'),
    keyed: (tenant, value) =>
      createHmac('sha256', secret)
        .update(JSON.stringify([tenant, value]))
        .digest('hex')
        .slice(0, 32),
  };
};
