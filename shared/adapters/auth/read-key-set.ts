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

/** The signing keys of a set; some senders give the bare list without the `keys` wrapper. */
export const readKeySet = (value: unknown): readonly Jwk[] => {
  const framed: unknown = isObject(value) ? value.keys : undefined;
  const keys = [value, framed].find((one) => Array.isArray(one)) ?? [];
  return keys.flatMap((key) => {
    const read = jwk.safeParse(key);
    return read.success ? [read.data] : [];
  });
};
