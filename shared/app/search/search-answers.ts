import type { Assessment } from '../../core/model/assessment.ts';
import { ok, type Result } from '../../core/model/result.ts';
import { everyPatientKey } from '../keys/patient-key.ts';
import type { AnswerQuery, Page } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { readStart } from './cursor.ts';
import { findOrder } from './find-order.ts';

/** As the caller asks: a patient by logical id, an order by its id. */
type AnswerSearch = Omit<AnswerQuery, 'patientKeys' | 'order'> & {
  readonly patient?: string;
  readonly orderId?: string;
  readonly source?: string;
};

/** Stored answers, newest first; an unknown order has none. */
export const searchAnswers = async (
  { patient, orderId, source, ...search }: AnswerSearch,
  tenant: Tenant,
  ports: Pick<Ports, 'authorizations' | 'digest'>,
): Promise<Result<Page<Assessment>>> => {
  const cursor = readStart(search.cursor);
  if (!cursor.ok) return cursor;
  const order = orderId === undefined ? undefined : await findOrder(orderId, source, tenant, ports);
  if (order && !order.ok) return order.problems[0]?.code === 'not-found' ? ok({ items: [] }) : order;
  const page = await ports.authorizations.answers(tenant.id, {
    ...search,
    ...(patient === undefined ? {} : { patientKeys: everyPatientKey(ports.digest, tenant.id, patient) }),
    ...(order ? { order: order.value } : {}),
  });
  return ok(page);
};
