import type { AuthorizationRecord, HistoryEntry } from '../../core/authorization/authorization.ts';
import { ok, type Result } from '../../core/model/result.ts';
import type { StoredDetermination } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';
import { findOrder } from './find-order.ts';

/** What a record version was decided from. */
interface TracedDetermination {
  readonly record: AuthorizationRecord;
  readonly entry: HistoryEntry;
  readonly stored: StoredDetermination;
  /** sha256 of the question with all its facts, as stored for replay. */
  readonly factsDigest: string;
}

/** Every determination in an order's history, newest first; changes that did not evaluate rules have none. */
export const traceDeterminations = async (
  { orderId, source }: { readonly orderId: string; readonly source?: string },
  tenant: Tenant,
  { authorizations, digest }: Pick<Ports, 'authorizations' | 'digest'>,
): Promise<Result<readonly TracedDetermination[]>> => {
  const found = await findOrder(orderId, source, tenant, { authorizations });
  if (!found.ok) return found.problems[0]?.code === 'not-found' ? ok([]) : found;
  const record = found.value;
  const history = await authorizations.history(tenant.id, record);
  const traced = await Promise.all(
    history.map(async (entry): Promise<readonly TracedDetermination[]> => {
      const stored = await authorizations.determination(tenant.id, record, entry.determinationId, entry.at);
      return stored ? [{ record, entry, stored, factsDigest: digest.of(stored.question) }] : [];
    }),
  );
  return ok(traced.flat().reverse());
};
