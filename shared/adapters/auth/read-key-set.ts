import * as z from 'zod/mini';
import type { Jwk } from '../../app/ports/access/client.ts';
import { isObject } from '../../core/model/is-object.ts';

/** Public members only; anything else in a key set is ignored. */
const jwk = z.object({
  kty: z.enum(['RSA', 'EC']),
  kid: z.string(),
  alg: z.exactOptional(z.string()),
  crv: z.exactOptional(z.string()),
  x: z.exactOptional(z.string()),
  y: z.exactOptional(z.string()),
  n: z.exactOptional(z.string()),
  e: z.exactOptional(z.string()),
});

/** What a key may be used for (RFC 7517, sections 4.2 and 4.3): nothing said is everything. */
const purpose = z.object({
  use: z.exactOptional(z.literal('sig')),
  key_ops: z.exactOptional(z.array(z.string()).check(z.refine((ops) => ops.includes('verify')))),
});

/**
 * The keys of a set that may check signatures; some senders give the bare list without the `keys` wrapper. A key for
 * encryption, or one its owner allows other operations only, is none of them.
 */
export const readKeySet = (value: unknown): readonly Jwk[] => {
  const framed: unknown = isObject(value) ? value.keys : undefined;
  const keys = [value, framed].find((one) => Array.isArray(one)) ?? [];
  return keys.flatMap((key) => {
    const read = jwk.safeParse(key);
    return read.success && purpose.safeParse(key).success ? [read.data] : [];
  });
};
