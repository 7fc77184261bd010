import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { type Result, refused } from '../../core/model/result.ts';
import { retryRace } from '../assess/retry-race.ts';
import type { Tenant } from '../ports/ports.ts';
import { findOrder } from '../search/find-order.ts';

/** The order whose record a caller changes. */
export interface RecordAsked {
  readonly orderId: string;
  /** Source of the order, where several share the id. */
  readonly source?: string;
  /** Versions of the record the caller may have seen; any other is refused. */
  readonly versions?: readonly number[];
}

/** Changes the record of an order, anew while another writer is faster: `change` says `undefined` where one was. */
export const onRecord = <T>(
  { orderId, source, versions }: RecordAsked,
  tenant: Tenant,
  ports: Parameters<typeof findOrder>[3],
  change: (record: AuthorizationRecord) => Promise<Result<T> | undefined>,
): Promise<Result<T>> =>
  retryRace(async () => {
    const found = await findOrder(orderId, source, tenant, ports);
    if (!found.ok) return found;
    return versions && !versions.includes(found.value.version)
      ? refused({ code: 'conflict', says: 'The record has changed since it was read.', expression: 'http.if-match' })
      : change(found.value);
  });
