import * as z from 'zod/mini';

const text = z.string().check(z.minLength(1));
const address = z.string().check(z.regex(/^https:\/\/[^?#]+$/, 'an https address'));

/** `TRUSTED_ISSUERS`: each must determine which tokens are meant for us, and their tenant. */
const shape = z.array(
  z
    .strictObject({
      issuer: text,
      jwks: address,
      audience: z.exactOptional(text),
      tenantClaim: z.exactOptional(text),
      clients: z.exactOptional(z.record(z.string(), text)),
    })
    .check(
      z.refine(({ audience, clients }) => audience !== undefined || clients !== undefined, 'audience or clients'),
      z.refine(
        ({ tenantClaim, clients }) => tenantClaim !== undefined || clients !== undefined,
        'tenantClaim or clients',
      ),
    ),
);
type TrustedIssuers = z.infer<typeof shape>;

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

/** Other servers whose access tokens are accepted here. Throws if the list is invalid. */
export const readIssuers = (json: string | undefined): TrustedIssuers => {
  if (json === undefined) return [];
  const read = shape.safeParse(parse(json));
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new Error(`Configuration: TRUSTED_ISSUERS: ${wrong.join('; ')}`);
};
