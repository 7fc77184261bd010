import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { everyMemberKey, type IdentifierAsked } from '../keys/member-keys.ts';
import { everyPatientKey } from '../keys/patient-key.ts';
import type { AuthorizationQuery, OrderRef, Page } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { readStart } from './cursor.ts';
import { cutPage } from './cut-page.ts';
import { sourcesOf } from './find-order.ts';

/** As the caller asks: a patient by logical id or member number, not by key. */
type RecordSearch = Omit<AuthorizationQuery, 'orders' | 'patientKeys' | 'memberKeys'> & {
  /** Of whatever source. */
  readonly orderId?: string;
  readonly patient?: string;
  /** An identifier of the patient: a member number as printed on the card, a medical record number. */
  readonly member?: IdentifierAsked;
  /** Any of these records: by order, or by a Task id that does not contain its order. */
  readonly records?: readonly (OrderRef | string)[];
};
type FindPorts = Pick<Ports, 'authorizations' | 'digest'>;

/** Records named one by one that meet the other conditions as well, newest service date first. */
const findNamed = async (
  records: readonly (OrderRef | string)[],
  { orderId, ...query }: AuthorizationQuery & Pick<RecordSearch, 'orderId'>,
  tenant: Tenant,
  { authorizations }: FindPorts,
): Promise<Result<Page<AuthorizationRecord>>> => {
  const { cursor: _cursor, ...rest } = query;
  const wanted = records.filter((one) => typeof one === 'string' || orderId === undefined || one.orderId === orderId);
  const pages = await Promise.all(
    wanted.map((one) => {
      const named = typeof one === 'string' ? { taskId: one } : { orders: [one] };
      return authorizations.find(tenant.id, { ...rest, ...named, limit: 100 });
    }),
  );
  const found = pages
    .flatMap(({ items }) => items)
    .filter((record) => orderId === undefined || record.orderId === orderId);
  return cutPage(
    found.toSorted((a, b) => b.serviceDate.localeCompare(a.serviceDate)),
    query,
  );
};

/** Authorization records, newest service date first. */
export const searchRecords = async (
  { patient, member, records, orderId, ...search }: RecordSearch,
  tenant: Tenant,
  ports: FindPorts,
): Promise<Result<Page<AuthorizationRecord>>> => {
  const { authorizations, digest } = ports;
  const cursor = readStart(search.cursor);
  if (!cursor.ok) return cursor;
  const keyed = {
    ...(patient === undefined ? {} : { patientKeys: everyPatientKey(digest, tenant.id, patient) }),
    ...(member === undefined ? {} : { memberKeys: everyMemberKey(digest, tenant.id, member) }),
  };
  const named = orderId === undefined ? {} : { orderId };
  if (records) return findNamed(records, { ...search, ...keyed, ...named }, tenant, ports);
  const orders = orderId === undefined ? {} : { orders: sourcesOf(tenant).map((source) => ({ source, orderId })) };
  return ok(await authorizations.find(tenant.id, { ...search, ...keyed, ...orders }));
};
