import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { ok, type Result, refused } from '../../core/model/result.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

/** Where orders of direct calls live as long as a tenant has no source registered. */
export const DIRECT_SOURCE = 'direct';

export const sourcesOf = ({ sources }: Pick<Tenant, 'sources'>): readonly string[] => [
  ...new Set([...sources.map(({ id }) => id), DIRECT_SOURCE]),
];

type FindPorts = Pick<Ports, 'authorizations'>;

/** Every record under an order id, one a source at most; one read for all sources together. */
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

/** The record of one order. An id that several sources share needs `source`, else the answer names them. */
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
