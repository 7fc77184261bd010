import { ok, type Result } from '../../core/model/result.ts';
import { everyPatientKey } from '../keys/patient-key.ts';
import type { Access, AccessQuery } from '../ports/access/audit.ts';
import type { Page } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { readStart } from './cursor.ts';
import { cutPage } from './cut-page.ts';

type AuditSearch = AccessQuery & { readonly ids?: readonly string[] };

/** Audit entries, newest first. */
export const searchAudit = async (
  { ids, ...query }: AuditSearch,
  tenant: Tenant['id'],
  { audit, digest }: Pick<Ports, 'audit' | 'digest'>,
): Promise<Result<Page<Access>>> => {
  const cursor = readStart(query.cursor);
  if (!cursor.ok) return cursor;
  if (!ids) return ok(await audit.find(tenant, query));
  const { patient, agent, from = '', to } = query;
  const keyOf = (reference: string) => everyPatientKey(digest, tenant, reference)[0];
  const named = (await Promise.all(ids.map((id) => audit.get(tenant, id)))).filter((access) => access !== undefined);
  const found = named.filter(
    ({ at, who, patients }) =>
      (patient === undefined || patients.some((one) => keyOf(one) === keyOf(patient))) &&
      (agent === undefined || who.name === agent) &&
      at >= from &&
      (to === undefined || at.slice(0, to.length) <= to),
  );
  return cutPage(
    found.toSorted((a, b) => b.id.localeCompare(a.id)),
    query,
  );
};
