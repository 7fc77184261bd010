import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import type { OrderRef } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

/** One record by its order, else by a Task id that does not contain its order. */
export const findRecord = async (
  asked: OrderRef | string,
  { id }: Tenant,
  { authorizations }: Pick<Ports, 'authorizations'>,
): Promise<AuthorizationRecord | undefined> => {
  if (typeof asked === 'string') return (await authorizations.find(id, { taskId: asked, limit: 1 })).items[0];
  return (await authorizations.load(id, [asked], [])).records[0];
};
