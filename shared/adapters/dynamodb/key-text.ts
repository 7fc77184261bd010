import { createHash } from 'node:crypto';

/** An external id: unchanged if plain and short, else hashed; it can never contain the separator `#`. */
export const segment = (text: string): string =>
  /^[A-Za-z0-9._:+-]{1,64}$/.test(text) ? text : `~${createHash('sha256').update(JSON.stringify(text)).digest('hex')}`;

export const join = (...parts: readonly string[]): string => parts.join('#');

export const under = (tenant: string, ...parts: readonly string[]): string => join('T', segment(tenant), ...parts);

/** Hashes text to an evenly distributed number. */
export const hashNumber = (text: string): number =>
  Number.parseInt(createHash('sha256').update(text).digest('hex').slice(0, 8), 16);

/** Zero-padded, so that text order is number order. */
export const padded = (count: number): string => String(count).padStart(10, '0');
