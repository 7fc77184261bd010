import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

/** Source of orders from direct calls while a tenant has no registered source. */
export const DIRECT_SOURCE = 'direct';

export const sourcesOf = ({ sources }: Pick<Tenant, 'sources'>): readonly string[] => [
  ...new Set([...sources.map(({ id }) => id), DIRECT_SOURCE]),
];

type FindPorts = Pick<Ports, 'authorizations'>;

/** Every record under an order id, at most one per source; one read for all sources. */
export const recordsOf = async (
  orderId: string,
  source: string | undefined,
  tenant: Tenant,
  { authorizations }: FindPorts,
): Promise<readonly AuthorizationRecord[]> => {
  const orders = (source ? [source] : sourcesOf(tenant)).map((one) => ({ source: one, orderId }));
  const { records } = await authorizations.load(tenant.id, orders, []);
  return records.filter((record) => record !== undefined);
};

/** The record of one order. An id that several sources share needs `source`; the refusal names them. */
export const findOrder = async (
  orderId: string,
  source: string | undefined,
  tenant: Tenant,
  ports: FindPorts,
): Promise<Result<AuthorizationRecord>> => {
  const found = await recordsOf(orderId, source, tenant, ports);
  const [record, another] = found;
  if (!record)
    return refused({
      code: 'not-found',
      says: 'No authorization is held for this order.',
      expression: 'ServiceRequest.id',
    });
  if (another)
    return refused({
      code: 'multiple-matches',
      says: `Several sources have an order with this id; add source= and one of: ${found
        .map((one) => one.source)
        .sort()
        .join(', ')}.`,
      expression: 'ServiceRequest.id',
    });
  return ok(record);
};
