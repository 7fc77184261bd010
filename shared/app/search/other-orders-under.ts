import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { Ports } from '../ports/ports.ts';

/** Records read under one number; an authorization covers few orders. */
const MOST_HOLDERS = 20;

/**
 * The other orders at the same payer that have a number, or had it: one search. A number is one patient's at a payer; another payer
 * may give the same to anybody.
 */
export const otherOrdersUnder = async (
  number: string,
  { tenant, payer, source, orderId }: Pick<AuthorizationRecord, 'tenant' | 'payer' | 'source' | 'orderId'>,
  { authorizations }: Pick<Ports, 'authorizations'>,
): Promise<readonly AuthorizationRecord[]> => {
  const query = { identifier: { system: '', value: number }, limit: MOST_HOLDERS };
  const { items } = await authorizations.find(tenant, query);
  return items.filter((one) => one.payer === payer && !(one.source === source && one.orderId === orderId));
};
