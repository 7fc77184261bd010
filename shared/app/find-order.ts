import type { AuthorizationRecord } from '../core/authorization.ts';
import { ok, type Result, refused } from '../core/result.ts';
import type { Ports } from './ports.ts';

/** The record of one order. An id that several sources share needs `source`, else the answer names them. */
export const findOrder = async (
  orderId: string,
  source: string | undefined,
  tenant: string,
  ports: Pick<Ports, 'authorizations'>,
): Promise<Result<AuthorizationRecord>> => {
  const records = await ports.authorizations.byOrderId(tenant, orderId);
  const fitting = source ? records.filter((record) => record.source === source) : records;
  const [record, another] = fitting;
  if (!record)
    return refused({
      code: 'not-found',
      says: 'No authorization is held for this order.',
      expression: 'ServiceRequest.id',
    });
  if (another)
    return refused({
      code: 'conflict',
      says: `Several sources have an order with this id; say which: ${fitting
        .map((one) => one.source)
        .sort()
        .join(', ')}.`,
      expression: 'ServiceRequest.id',
    });
  return ok(record);
};
