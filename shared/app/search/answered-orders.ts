import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Assessment } from '../../core/model/assessment.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import type { StoredDetermination } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { findOrder, recordsOf } from './find-order.ts';

/** The id of an answer (`CoverageEligibilityResponse`), or one version of an order's record: the current one by default. */
export type AnswerAsked =
  | string
  | { readonly orderId: string; readonly source?: string | undefined; readonly determinationId?: string | undefined };

/** One order of an answer with the stored question, where there is one. */
export interface AnsweredOrder {
  readonly order: Pick<AuthorizationRecord, 'source' | 'orderId'>;
  readonly stored: StoredDetermination;
}

type FindPorts = Pick<Ports, 'assertions' | 'authorizations'>;
type Found = Result<readonly AnsweredOrder[]>;

const nothing = (says: string): Found => refused({ code: 'not-found', says });

const storedOf = async (
  record: AuthorizationRecord,
  determinationId: string,
  answeredAt: string | undefined,
  { authorizations }: FindPorts,
): Promise<readonly AnsweredOrder[]> => {
  const { source, orderId } = record;
  const stored = await authorizations.determination(record.tenant, record, determinationId, answeredAt);
  return stored ? [{ order: { source, orderId }, stored }] : [];
};

/** A record's stored question in one answer: that of its current version, else the newest one made at that instant. */
const storedIn = async (
  record: AuthorizationRecord,
  { id, created }: Assessment,
  ports: FindPorts,
): Promise<readonly AnsweredOrder[]> => {
  if (record.answerId === id) return storedOf(record, record.determinationId, record.answeredAt, ports);
  const history = await ports.authorizations.history(record.tenant, record);
  for (const { determinationId } of history.filter(({ at }) => at === created).reverse()) {
    const found = await storedOf(record, determinationId, created, ports);
    if (found.length) return found;
  }
  return [];
};

const ofAnswer = async (answer: Assessment, tenant: Tenant, ports: FindPorts): Promise<Found> => {
  const records = await Promise.all(answer.orders.map((orderId) => recordsOf(orderId, undefined, tenant, ports)));
  const found = await Promise.all(records.flat().map((record) => storedIn(record, answer, ports)));
  return ok(found.flat());
};

/**
 * The orders of an answer with their stored questions; none where no question was stored (an answer without a recorded
 * order, a draft). Refused when the id is unknown.
 */
export const answeredOrders = async (asked: AnswerAsked, tenant: Tenant, ports: FindPorts): Promise<Found> => {
  if (typeof asked === 'string') {
    const answer = await ports.authorizations.answer(tenant.id, asked);
    if (answer) return ofAnswer(answer, tenant, ports);
    return (await ports.assertions.get(tenant.id, asked)) ? ok([]) : nothing('No answer is held under this id.');
  }
  const { orderId, source, determinationId } = asked;
  const record = await findOrder(orderId, source, tenant, ports);
  if (!record.ok) return record;
  const { determinationId: current, answeredAt } = record.value;
  const found = await storedOf(
    record.value,
    determinationId ?? current,
    determinationId === undefined || determinationId === current ? answeredAt : undefined,
    ports,
  );
  return found.length ? ok(found) : nothing('No such determination is held for this order.');
};
