import * as z from 'zod/mini';

export const filled = z.string().check(z.minLength(1));
export const settingId = z.string().check(z.regex(/^[A-Za-z0-9._:-]{1,64}$/, 'letters, digits and . _ : - only'));
export const secretName = z.string().check(z.regex(/^(arn|file):/, 'names a secret by arn: or file:, never holds it'));
export const certificateName = z
  .string()
  .check(
    z.regex(
      /^(file:.|arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:stresspass\/certificates\/.)/,
      'names a secret by file:, or by the arn: of one below stresspass/certificates/, never holds it',
    ),
  );
export const serverAddress = z
  .string()
  .check(z.regex(/^https?:\/\/[^?#]*[^/?#]$/, 'an address without a slash at its end'));
export const calendarDay = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'a date, YYYY-MM-DD'));

/** A FHIR server and our credentials there. */
export const fhirServerShape = {
  base: serverAddress,
  credentials: z.exactOptional(
    z.strictObject({
      clientId: filled,
      tokenEndpoint: serverAddress,
      key: secretName,
      scope: z.exactOptional(filled),
    }),
  ),
};

/** A payer's FHIR server: a client certificate may be shown there, at its token endpoint, or at both. */
export const payerServerShape = {
  base: serverAddress,
  credentials: z.exactOptional(
    z.strictObject({
      clientId: filled,
      tokenEndpoint: serverAddress,
      key: z.exactOptional(secretName),
      certificate: z.exactOptional(certificateName),
      scope: z.exactOptional(filled),
    }),
  ),
  certificate: z.exactOptional(certificateName),
};
