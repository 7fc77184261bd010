import type { Assessment } from '../../core/model/assessment.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { everyPatientKey, patientOfMessage } from '../keys/patient-key.ts';
import type { AnswerQuery, Page } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { readStart } from './cursor.ts';
import { cutPage } from './cut-page.ts';
import { findOrder } from './find-order.ts';

/** As the caller asks: a patient by logical id, an order by its id. */
type AnswerSearch = Omit<AnswerQuery, 'patientKeys' | 'order'> & {
  readonly patient?: string;
  readonly orderId?: string;
  readonly source?: string;
  /** Any of these answers. */
  readonly ids?: readonly string[];
};
type FindPorts = Pick<Ports, 'authorizations' | 'digest'>;

/** An answer named by its id that meets the other conditions as well. */
const matches = (
  { inquiry, created, orders }: Assessment,
  { patient, orderId, createdFrom = '', createdTo }: AnswerSearch,
  tenant: Tenant,
  { digest }: FindPorts,
): boolean => {
  const [own] = everyPatientKey(digest, tenant.id, patientOfMessage(inquiry.patient));
  return (
    (patient === undefined || everyPatientKey(digest, tenant.id, patient)[0] === own) &&
    (orderId === undefined || orders.includes(orderId)) &&
    created >= createdFrom &&
    (createdTo === undefined || created.slice(0, createdTo.length) <= createdTo)
  );
};

/** Stored answers, newest first; an unknown order has none. */
export const searchAnswers = async (
  asked: AnswerSearch,
  tenant: Tenant,
  ports: FindPorts,
): Promise<Result<Page<Assessment>>> => {
  const { patient, orderId, source, ids, ...search } = asked;
  const cursor = readStart(search.cursor);
  if (!cursor.ok) return cursor;
  const order = orderId === undefined ? undefined : await findOrder(orderId, source, tenant, ports);
  if (order && !order.ok) return order.problems[0]?.code === 'not-found' ? ok({ items: [] }) : order;
  if (ids) {
    const named = [...(await ports.authorizations.answersById(tenant.id, ids)).values()];
    const found = named.filter((one) => matches(one, asked, tenant, ports));
    return cutPage(
      found.toSorted((a, b) => b.created.localeCompare(a.created)),
      search,
    );
  }
  const page = await ports.authorizations.answers(tenant.id, {
    ...search,
    ...(patient === undefined ? {} : { patientKeys: everyPatientKey(ports.digest, tenant.id, patient) }),
    ...(order ? { order: order.value } : {}),
  });
  return ok(page);
};
