import type { AuthorizationRecord, HistoryEntry } from '../../core/authorization/authorization.ts';
import { mayMove } from '../../core/authorization/moves.ts';
import { withNextDue } from '../assess/next-due.ts';
import { HISTORY_ON_HEAD } from '../assess/next-record.ts';
import type { ChangeKind, OutgoingEvent } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

export type ChangePorts = Pick<Ports, 'authorizations' | 'clock' | 'digest' | 'outbox'>;

/** A change that asks the rules nothing new: a visit told by the appointment book, a deadline that passed. */
interface HeadChange {
  readonly part: Partial<AuthorizationRecord>;
  readonly entry: Pick<HistoryEntry, 'what' | 'by' | 'says'>;
  /** What it is about: the same change has the same event ids, however often it is tried. */
  readonly occasion: unknown;
  readonly events: (head: AuthorizationRecord) => readonly OutgoingEvent[];
}

/** Into the outbox, then the one conditional write; `undefined` when another writer was faster. */
export const changeHead = async (
  previous: AuthorizationRecord,
  { part, entry, occasion, events }: HeadChange,
  tenant: Tenant,
  { authorizations, clock, digest, outbox }: ChangePorts,
): Promise<AuthorizationRecord | undefined> => {
  const at = clock.now();
  const order = { source: previous.source, orderId: previous.orderId };
  const id = digest.of([previous.tenant, order, entry.what, occasion]).slice(0, 40);
  const version = previous.version + 1;
  const to = part.state ?? previous.state;
  const hasWord = previous.approvals.length > 0;
  if (!mayMove({ what: entry.what, from: previous.state, to, hasWord }))
    throw new Error(`No way from ${previous.state} to ${to} by ${entry.what}.`);
  const history: HistoryEntry = { version, at, ...entry, from: previous.state, to, determinationId: id };
  const head = withNextDue(
    {
      ...previous,
      ...part,
      version,
      updatedAt: at,
      history: [history, ...previous.history].slice(0, HISTORY_ON_HEAD),
    },
    tenant,
    clock,
  );
  const delivery = {
    id,
    order,
    headVersion: version,
    determinationId: id,
    kind: 'head-changed' satisfies ChangeKind,
    createdAt: at,
    attempts: 0,
    events: events(head),
    history,
  } as const;
  await outbox.put(previous.tenant, delivery, previous.history[HISTORY_ON_HEAD - 1]);
  return (await authorizations.commit(head, previous.version)) === 'committed' ? head : undefined;
};
