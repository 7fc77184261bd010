import { asPatientKey, type PatientKey } from '../../core/model/keys/person-keys.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { Digest } from '../ports/ports.ts';

type Keyed = Pick<Digest, 'keyed' | 'versions'>;

/**
 * The logical id in a reference to a patient: `Patient/1`, `https://ehr.example/fhir/Patient/1/_history/2`,
 * `urn:uuid:1` and `1` all give `1`. A contained patient (`#1`) is local to its message, so it is never `1`.
 */
const logicalId = (reference: string): string =>
  reference
    .trim()
    .replace(/\/_history\/[^/]*$/, '')
    .replace(/^urn:(uuid|oid):/i, '')
    .replace(/^.*\//, '');

/** The keyed hash of a patient in keys, the same for writing and searching. */
export const patientKeyOf = (
  digest: Pick<Digest, 'keyed'>,
  tenant: TenantId,
  reference: string,
  version?: string,
): PatientKey => asPatientKey(digest.keyed(tenant, `patient:${logicalId(reference)}`, version));

/** The same under every version of the key, the current one first, for searches. */
export const everyPatientKey = (digest: Keyed, tenant: TenantId, reference: string): readonly PatientKey[] =>
  digest.versions.map((version) => patientKeyOf(digest, tenant, reference, version));

/** The reference that identifies a patient: by the id of the resource if known. */
export const patientOf = ({
  patient,
  patientId,
}: {
  readonly patient: string;
  readonly patientId?: string | undefined;
}): string => (patientId === undefined ? patient : `Patient/${patientId}`);

/** The same for the patient of a message. */
export const patientOfMessage = ({ reference, id }: Pick<Inquiry['patient'], 'reference' | 'id'>): string =>
  patientOf({ patient: reference, patientId: id });

/** Every key of a record's patient, whichever version the record has. */
export const patientKeysOfRecord = (
  digest: Keyed,
  record: Parameters<typeof patientOf>[0] & { readonly tenant: TenantId; readonly patientKey: PatientKey },
): readonly PatientKey[] => {
  const every = everyPatientKey(digest, record.tenant, patientOf(record));
  return every.includes(record.patientKey) ? every : [record.patientKey];
};
