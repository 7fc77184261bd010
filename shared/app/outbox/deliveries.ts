import type { TenantId } from '../../core/model/tenant-id.ts';
import type { ChangeKind, Delivery } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';
import type { FollowUp } from './follow-up.ts';
import { publishEvents } from './publish-events.ts';
import { writeBack } from './write-back.ts';

/** What goes out with a change of the record itself. Safe to repeat; what is thrown is tried again until it succeeds. */
type DeliverChange = (tenant: TenantId, delivery: Delivery, ports: Ports) => Promise<void>;

/**
 * The one registry of what goes out, by stored kind. The two halves wait differently: a change is true only if its
 * version came to be, and goes out in the order of versions; a follow-up goes out when it is due, or is given up.
 */
const CHANGES: Readonly<Record<ChangeKind, DeliverChange>> = {
  assessed: publishEvents,
  'authorization-changed': publishEvents,
  'head-changed': publishEvents,
};
export const FOLLOW_UPS: ReadonlyMap<string, FollowUp> = new Map([['write-back', writeBack]]);

const isChange = (kind: string): kind is ChangeKind => Object.hasOwn(CHANGES, kind);

class UnknownDelivery extends Error {
  override readonly name = 'UnknownDelivery';
}

/** Throws on a kind this release does not know: it waits in the outbox for one that does. */
export const deliverChange: DeliverChange = async (tenant, delivery, ports) => {
  if (!isChange(delivery.kind)) throw new UnknownDelivery();
  await CHANGES[delivery.kind](tenant, delivery, ports);
};
