import * as z from 'zod/mini';
import { DATED_TYPES } from '../../fhir/read/clinical/document-kind.ts';
import { certificateName, filled, payerServerShape, secretName, serverAddress, settingId } from './field-shapes.ts';

const partner = z.strictObject({
  qualifier: z.string().check(z.regex(/^[A-Z0-9]{2}$/, 'two capital letters or digits')),
  id: z.string().check(z.regex(/^[A-Za-z0-9 .-]{1,15}$/, 'one to fifteen letters and digits')),
});

/** A payer's address for requests. */
export const payerEndpointShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fhir-pas'),
    name: settingId,
    payer: z.exactOptional(settingId),
    notices: z.exactOptional(settingId),
    version: z.exactOptional(z.enum(['2.2.1', '2.0.1'])),
    ...payerServerShape,
  }),
  z.strictObject({
    kind: z.literal('x12-278'),
    name: settingId,
    payer: z.exactOptional(settingId),
    url: serverAddress,
    envelope: z.enum(['vC2.2.0', 'vC4.0.0']),
    packaging: z.exactOptional(z.enum(['soap', 'mime'])),
    sender: partner,
    receiver: partner,
    submitterId: filled,
    usage: z.enum(['T', 'P']),
    secret: z.exactOptional(secretName),
    certificate: z.exactOptional(certificateName),
  }),
]);

/** How a payer is asked for eligibility by X12. */
export const x12EligibilityShape = z.strictObject({
  envelope: z.enum(['vC2.2.0', 'vC4.0.0']),
  packaging: z.exactOptional(z.enum(['soap', 'mime'])),
  sender: partner,
  receiver: partner,
  usage: z.enum(['T', 'P']),
  secret: z.exactOptional(secretName),
  payer: z.strictObject({ name: filled, id: filled }),
  provider: z.strictObject({ organization: filled, npi: z.string().check(z.regex(/^\d{10}$/, 'ten digits')) }),
});

/** How a tenant sends its requests. */
export const submissionShape = z.strictObject({
  byItself: z.exactOptional(z.boolean()),
  documentsFromEhr: z.exactOptional(
    z.array(z.enum(DATED_TYPES)).check(z.minLength(1), z.maxLength(DATED_TYPES.length)),
  ),
  practice: z.exactOptional(
    z.strictObject({
      name: z.exactOptional(z.strictObject({ organization: filled })),
      npi: z.exactOptional(z.string().check(z.regex(/^\d{10}$/, 'ten digits'))),
      tin: z.exactOptional(z.string().check(z.regex(/^\d{9}$/, 'nine digits'))),
      phone: z.exactOptional(filled),
      fax: z.exactOptional(filled),
      address: z.exactOptional(
        z.strictObject({
          lines: z.array(filled).check(z.minLength(1), z.maxLength(4)),
          city: z.exactOptional(filled),
          state: z.exactOptional(z.string().check(z.regex(/^[A-Z]{2}$/, 'two capital letters'))),
          postalCode: z.exactOptional(filled),
        }),
      ),
    }),
  ),
});
