import type { AuthorizationRecord } from '../core/authorization.ts';
import { ok, type Result } from '../core/result.ts';
import type { AuthorizationQuery, Page } from './authorization-store.ts';
import { readStart } from './cursor.ts';
import { memberKeyOf } from './member-keys.ts';
import { patientKeyOf } from './patient-key.ts';
import type { Ports, Tenant } from './ports.ts';

/** As the caller asks: a patient by logical id or member number, not by key. */
export type RecordSearch = Omit<AuthorizationQuery, 'patientKey' | 'memberKey'> & {
  readonly patient?: string;
  /** Member number as the patient reads it out. */
  readonly member?: string;
};

/** Authorization records, newest service date first. */
export const searchRecords = async (
  { patient, member, ...search }: RecordSearch,
  tenant: Tenant,
  { authorizations, digest }: Pick<Ports, 'authorizations' | 'digest'>,
): Promise<Result<Page<AuthorizationRecord>>> => {
  const cursor = readStart(search.cursor);
  if (!cursor.ok) return cursor;
  const patientKey = patient === undefined ? undefined : patientKeyOf(digest, tenant.id, patient);
  const memberKey = member === undefined ? undefined : memberKeyOf(digest, tenant.id, member);
  const keyed = { ...(patientKey ? { patientKey } : {}), ...(memberKey ? { memberKey } : {}) };
  return ok(await authorizations.find(tenant.id, { ...search, ...keyed }));
};
