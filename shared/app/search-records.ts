import type { AuthorizationRecord } from '../core/authorization.ts';
import { ok, type Result } from '../core/result.ts';
import type { AuthorizationQuery, Page } from './authorization-store.ts';
import { readStart } from './cursor.ts';
import { patientKeyOf } from './patient-key.ts';
import type { Ports, Tenant } from './ports.ts';

/** As the caller asks: a patient by logical id, not by key. */
export type RecordSearch = Omit<AuthorizationQuery, 'patientKey'> & { readonly patient?: string };

/** Authorization records, newest service date first. */
export const searchRecords = async (
  { patient, ...search }: RecordSearch,
  tenant: Tenant,
  { authorizations, digest }: Pick<Ports, 'authorizations' | 'digest'>,
): Promise<Result<Page<AuthorizationRecord>>> => {
  const cursor = readStart(search.cursor);
  if (!cursor.ok) return cursor;
  const patientKey = patient === undefined ? undefined : patientKeyOf(digest, tenant.id, patient);
  return ok(await authorizations.find(tenant.id, { ...search, ...(patientKey ? { patientKey } : {}) }));
};
