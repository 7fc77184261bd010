import type { Assessment } from '../../core/model/assessment.ts';
import type { PatientKey } from '../../core/model/keys/person-keys.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { everyMemberKey, type IdentifierAsked } from '../keys/member-keys.ts';
import { everyPatientKey, patientOfMessage } from '../keys/patient-key.ts';
import type { AnswerQuery, Page } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { readStart } from './cursor.ts';
import { cutPage } from './cut-page.ts';
import { findOrder } from './find-order.ts';

/** As the caller asks: a patient by logical id or identifier, an order by its id. */
type AnswerSearch = Omit<AnswerQuery, 'patientKeys' | 'order'> & {
  readonly patient?: string;
  readonly member?: IdentifierAsked;
  readonly orderId?: string;
  readonly source?: string;
  /** Any of these answers. */
  readonly ids?: readonly string[];
};
type FindPorts = Pick<Ports, 'authorizations' | 'digest'>;

/** An answer named by its id that meets the other conditions as well. */
const matches = (
  { inquiry, created, orders }: Assessment,
  {
    patientKeys,
    orderId,
    createdFrom = '',
    createdTo,
  }: Omit<AnswerSearch, 'patient' | 'member'> & {
    readonly patientKeys: readonly PatientKey[] | undefined;
  },
  tenant: Tenant,
  { digest }: FindPorts,
): boolean => {
  const [own] = everyPatientKey(digest, tenant.id, patientOfMessage(inquiry.patient));
  return (
    (patientKeys === undefined || (own !== undefined && patientKeys.includes(own))) &&
    (orderId === undefined || orders.includes(orderId)) &&
    created >= createdFrom &&
    (createdTo === undefined || created.slice(0, createdTo.length) <= createdTo)
  );
};

/** Records that tell whom an identifier is of. */
const MOST_RECORDS = 20;

/** Patients with an identifier: those of the orders found by it, and one that a message named by nothing else. */
const patientsWith = async (
  member: IdentifierAsked,
  { id }: Tenant,
  { authorizations, digest }: Pick<Ports, 'authorizations' | 'digest'>,
): Promise<readonly PatientKey[]> => {
  const query = { memberKeys: everyMemberKey(digest, id, member), limit: MOST_RECORDS };
  const { items } = await authorizations.find(id, query);
  const alone = everyPatientKey(digest, id, `${member.system ?? ''}|${member.value}`);
  return [...new Set([...items.map(({ patientKey }) => patientKey), ...alone])];
};

/** Stored answers, newest first; an unknown order has none. */
export const searchAnswers = async (
  asked: AnswerSearch,
  tenant: Tenant,
  ports: FindPorts,
): Promise<Result<Page<Assessment>>> => {
  const { patient, member, orderId, source, ids, ...search } = asked;
  const cursor = readStart(search.cursor);
  if (!cursor.ok) return cursor;
  const order = orderId === undefined ? undefined : await findOrder(orderId, source, tenant, ports);
  if (order && !order.ok) return order.problems[0]?.code === 'not-found' ? ok({ items: [] }) : order;
  const byId = patient === undefined ? undefined : everyPatientKey(ports.digest, tenant.id, patient);
  const byNumber = member && (await patientsWith(member, tenant, ports));
  const patientKeys = byId && byNumber ? byId.filter((key) => byNumber.includes(key)) : (byId ?? byNumber);
  if (patientKeys?.length === 0) return ok({ items: [] });
  if (ids) {
    const named = [...(await ports.authorizations.answersById(tenant.id, ids)).values()];
    const found = named.filter((one) => matches(one, { ...asked, patientKeys }, tenant, ports));
    return cutPage(
      found.toSorted((a, b) => b.created.localeCompare(a.created)),
      search,
    );
  }
  const page = await ports.authorizations.answers(tenant.id, {
    ...search,
    ...(patientKeys ? { patientKeys } : {}),
    ...(order ? { order: order.value } : {}),
  });
  return ok(page);
};
