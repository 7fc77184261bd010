import type { Digest } from './ports.ts';

/**
 * The logical id in a reference to a patient: `Patient/1`, `https://ehr.example/fhir/Patient/1/_history/2`,
 * `urn:uuid:1` and `1` all give `1`. A contained patient (`#1`) is known in its message only, so it is never `1`.
 */
const logicalId = (reference: string): string =>
  reference
    .trim()
    .replace(/\/_history\/[^/]*$/, '')
    .replace(/^urn:(uuid|oid):/i, '')
    .replace(/^.*\//, '');

/** The keyed hash a patient has in keys, the same for writing and for searching. */
export const patientKeyOf = (digest: Pick<Digest, 'keyed'>, tenant: string, reference: string): string =>
  digest.keyed(tenant, `patient:${logicalId(reference)}`);
