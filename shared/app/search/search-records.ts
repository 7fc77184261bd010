import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { everyMemberKey, type IdentifierAsked } from '../keys/member-keys.ts';
import { everyPatientKey } from '../keys/patient-key.ts';
import type { AuthorizationQuery, Page } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { readStart } from './cursor.ts';

/** As the caller asks: a patient by logical id or member number, not by key. */
type RecordSearch = Omit<AuthorizationQuery, 'patientKeys' | 'memberKeys'> & {
  readonly patient?: string;
  /** An identifier of the patient: a member number as printed on the card, a medical record number. */
  readonly member?: IdentifierAsked;
};

/** Authorization records, newest service date first. */
export const searchRecords = async (
  { patient, member, ...search }: RecordSearch,
  tenant: Tenant,
  { authorizations, digest }: Pick<Ports, 'authorizations' | 'digest'>,
): Promise<Result<Page<AuthorizationRecord>>> => {
  const cursor = readStart(search.cursor);
  if (!cursor.ok) return cursor;
  const keyed = {
    ...(patient === undefined ? {} : { patientKeys: everyPatientKey(digest, tenant.id, patient) }),
    ...(member === undefined ? {} : { memberKeys: everyMemberKey(digest, tenant.id, member) }),
  };
  return ok(await authorizations.find(tenant.id, { ...search, ...keyed }));
};
