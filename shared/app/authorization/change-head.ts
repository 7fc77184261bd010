import type { AuthorizationRecord, HistoryEntry } from '../../core/authorization/authorization.ts';
import { authorizationDecider } from '../../core/authorization/decider.ts';
import type { AuthorizationCommand } from '../../core/authorization/life.ts';
import { daysOf } from '../../core/authorization/listed-days.ts';
import { clockFor } from '../access/clock-for.ts';
import { withNextDue } from '../assess/next-due.ts';
import { HISTORY_ON_HEAD } from '../assess/next-record.ts';
import type { ChangeKind, OutgoingEvent } from '../ports/authorization-store.ts';
import type { Ports, Tenant } from '../ports/ports.ts';

export type ChangePorts = Pick<Ports, 'authorizations' | 'clock' | 'digest' | 'outbox'>;

/** A change that does not evaluate the rules: a visit the scheduling system reported, a deadline that passed. */
interface HeadChange {
  readonly command: AuthorizationCommand;
  readonly entry: Pick<HistoryEntry, 'by' | 'says'>;
  /** What caused it: the same change has the same event ids, however often it is retried. */
  readonly occasion: unknown;
  readonly events: (head: AuthorizationRecord) => readonly OutgoingEvent[];
}

/** The outbox first, then the one conditional write; `undefined` when another writer was faster. */
export const changeHead = async (
  previous: AuthorizationRecord,
  { command, entry, occasion, events }: HeadChange,
  tenant: Tenant,
  { authorizations, clock, digest, outbox }: ChangePorts,
): Promise<AuthorizationRecord | undefined> => {
  const at = clockFor(tenant, clock).now();
  const order = { source: previous.source, orderId: previous.orderId };
  const event = authorizationDecider.decide(previous, command);
  if ('problem' in event)
    throw new Error(`${command.kind} cannot happen to what is ${previous.state}: ${event.problem}.`);
  const life = authorizationDecider.evolve(previous, event);
  const id = digest.of([previous.tenant, order, event.what, occasion]).slice(0, 40);
  const version = previous.version + 1;
  const moved = { from: previous.state, to: life.state, determinationId: id };
  const history: HistoryEntry = { version, at, what: event.what, ...entry, ...moved };
  const head = withNextDue(
    {
      ...previous,
      ...life,
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
    createdAt: clock.now(),
    attempts: 0,
    events: events(head),
    history,
  } as const;
  await outbox.put(previous.tenant, delivery, previous.history[HISTORY_ON_HEAD - 1], daysOf(previous, head));
  return (await authorizations.commit(head, previous.version)) === 'committed' ? head : undefined;
};
