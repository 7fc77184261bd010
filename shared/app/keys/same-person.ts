import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { Digest } from '../ports/ports.ts';
import { memberKeysOf } from './member-keys.ts';
import { everyPatientKey, patientOfMessage } from './patient-key.ts';

type Keyed = Pick<Digest, 'keyed' | 'versions'>;

/** What two messages of one patient have in common, however each refers to the patient. */
export interface Person {
  /** Keyed hashes of the id; of the whole resource where it has none. */
  readonly patientKeys: readonly string[];
  /** The EHR whose id it is; missing where the id is valid in its message only. */
  readonly server?: string;
  readonly identifiers: readonly string[];
  readonly memberKeys: readonly string[];
  readonly birthDate?: string;
}

/** `unknown`: neither an id, an identifier nor a member number can be compared. */
type Sameness = 'same' | 'other' | 'unknown';

/** An id other messages of the server use as well: not `#1`, not `urn:uuid:…`, not an identifier. */
const isServerId = ({ reference }: Inquiry['patient']): boolean => /(^|\/)Patient\/[^/]+/.test(reference);

type Message = Pick<Inquiry, 'patient' | 'coverages'>;

/** The patient of a message that came from this source. */
export const personOf = ({ patient, coverages }: Message, source: string, tenant: TenantId, digest: Keyed): Person => ({
  patientKeys: everyPatientKey(digest, tenant, patientOfMessage(patient)),
  ...(isServerId(patient) ? { server: source } : {}),
  identifiers: patient.identifiers ?? (patient.id?.includes('|') ? [patient.id] : []),
  memberKeys: digest.versions.flatMap((version) => memberKeysOf(digest, tenant, { patient, coverages }, version)),
  ...(patient.birthDate ? { birthDate: patient.birthDate } : {}),
});

/** The patient of a record, with what its answer knew about them. */
export const personOfRecord = (
  record: AuthorizationRecord,
  answer: Pick<Assessment, 'inquiry'> | undefined,
  digest: Keyed,
): Person => {
  const said = answer && personOf(answer.inquiry, record.source, record.tenant, digest);
  const { patientKey, memberKeys = [] } = record;
  return {
    ...(said ?? { identifiers: [] }),
    patientKeys: [patientKey, ...(said?.patientKeys ?? [])],
    memberKeys: [...memberKeys, ...(said?.memberKeys ?? [])],
  };
};

const share = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one));

const systemOf = (identifier: string): string => identifier.slice(0, identifier.lastIndexOf('|'));

/** Numbers of one system tell patients apart; those of different systems do not. */
const byIdentifier = (a: Person, b: Person): Sameness => {
  if (share(a.identifiers, b.identifiers)) return 'same';
  return share(a.identifiers.map(systemOf), b.identifiers.map(systemOf)) ? 'other' : 'unknown';
};

/** A family can have one member number: the date of birth tells its members apart. */
const byMember = (a: Person, b: Person): Sameness => {
  if (!a.memberKeys.length || !b.memberKeys.length) return 'unknown';
  if (!share(a.memberKeys, b.memberKeys)) return 'other';
  return a.birthDate && b.birthDate && a.birthDate !== b.birthDate ? 'other' : 'same';
};

/** Two servers may give one id to two patients. */
const byId = (a: Person, b: Person): Sameness => {
  const elsewhere = a.server !== undefined && b.server !== undefined && a.server !== b.server;
  if (elsewhere) return 'unknown';
  if (share(a.patientKeys, b.patientKeys)) return 'same';
  return a.server !== undefined && b.server !== undefined ? 'other' : 'unknown';
};

/** Where nothing better tells. */
const byIdAnywhere = (a: Person, b: Person): Sameness => (share(a.patientKeys, b.patientKeys) ? 'same' : 'unknown');

/**
 * Whether both are one patient, by the first that can tell: an identifier, an id of one server, the member number.
 * An id that is valid in one message only, such as a contained one, never counts.
 */
export const samePerson = (a: Person, b: Person): Sameness =>
  [byIdentifier, byId, byMember, byIdAnywhere].map((judge) => judge(a, b)).find((one) => one !== 'unknown') ??
  'unknown';
