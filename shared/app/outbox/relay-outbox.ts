import type { AuthorizationRecord, HistoryEntry } from '../../core/authorization/authorization.ts';
import { ASSESSED, CHANGED } from '../assess/event-deliveries.ts';
import type { Delivery, OutgoingEvent } from '../ports/authorization-store.ts';
import type { PendingDelivery } from '../ports/outbox.ts';
import type { Ports } from '../ports/ports.ts';
import { askWriteBack, type WriteBackPorts, writeBack } from './write-back.ts';

type RelayPorts = WriteBackPorts & Pick<Ports, 'events'>;

/** A head that has not appeared after this long was never written: its writer died before the conditional write. */
const ABANDONED_AFTER_MS = 60_000;
const BATCH = 25;
/** Write-backs under way at a time: an EHR that answers slowly must not hold the others up. */
const AT_ONCE = 5;
/** They are begun for so long in one sweep, each taking ten seconds at most. */
const WRITES_MS = 15_000;

type Verdict = 'deliver' | 'wait' | 'discard';

/** Which racing writer a version of the record belongs to; what has left the head stands in the history. */
const winnerOf = async (
  tenant: string,
  { order, headVersion }: Delivery,
  head: AuthorizationRecord,
  { authorizations }: RelayPorts,
): Promise<string | undefined> => {
  const isIt = ({ version }: HistoryEntry): boolean => version === headVersion;
  const entry = head.history.find(isIt) ?? (await authorizations.history(tenant, order)).find(isIt);
  return entry?.determinationId;
};

const judge = async (tenant: string, delivery: Delivery, ports: RelayPorts): Promise<Verdict> => {
  const { records } = await ports.authorizations.load(tenant, [delivery.order], []);
  const [head] = records;
  if (!head || head.version < delivery.headVersion)
    return Date.parse(ports.clock.now()) - Date.parse(delivery.createdAt) > ABANDONED_AFTER_MS ? 'discard' : 'wait';
  return (await winnerOf(tenant, delivery, head, ports)) === delivery.determinationId ? 'deliver' : 'discard';
};

/** A delivery whose head was lost to another writer leaves no trace. */
const withoutHistory = ({ history: _lost, ...delivery }: Delivery): Delivery => delivery;

const announce = (tenant: string, detail: OutgoingEvent['detail'], { log }: RelayPorts): void => {
  const word = (key: string) => (typeof detail[key] === 'string' ? detail[key] : '');
  log.info('decision-announced', { tenant, advice: word('advice'), correlationId: word('correlationId') });
};

/** Publishes the events, writes the history, removes the delivery. Safe to run twice: event ids repeat. */
const deliver = async (tenant: string, delivery: Delivery, ports: RelayPorts): Promise<void> => {
  await ports.events.publish(
    delivery.events.map(({ type, detail }, index) => ({
      id: `${delivery.id}-${index}`,
      type,
      at: delivery.createdAt,
      detail,
    })),
  );
  for (const { type, detail } of delivery.events) if (type === ASSESSED) announce(tenant, detail, ports);
  if (delivery.events.some(({ type }) => type === ASSESSED || type === CHANGED))
    await askWriteBack(tenant, delivery, ports);
  await ports.outbox.finish(tenant, delivery);
};

/** `false` when it must be looked at again. */
const settle = async (tenant: string, delivery: Delivery, ports: RelayPorts): Promise<boolean> => {
  try {
    const verdict = await judge(tenant, delivery, ports);
    if (verdict === 'wait') return false;
    if (verdict === 'deliver') await deliver(tenant, delivery, ports);
    else await ports.outbox.finish(tenant, withoutHistory(delivery));
    return true;
  } catch (error) {
    const errorName = error instanceof Error ? error.name : 'unknown';
    ports.log.warn('intent-failed', { tenant, attempts: delivery.attempts + 1, errorName });
    await ports.outbox.retryLater(tenant, delivery);
    return false;
  }
};

/** Different orders side by side, since each waits for a server of somebody else; no new ones once time is up. */
const writeBackAll = async (pending: readonly PendingDelivery[], ports: RelayPorts): Promise<number> => {
  const until = Date.parse(ports.clock.now()) + WRITES_MS;
  let done = 0;
  for (let start = 0; start < pending.length && Date.parse(ports.clock.now()) < until; start += AT_ONCE) {
    const some = pending.slice(start, start + AT_ONCE);
    const settled = await Promise.all(some.map(({ tenant, delivery }) => writeBack(tenant, delivery, ports)));
    done += settled.filter(Boolean).length;
  }
  return done;
};

/** Different orders side by side, the versions of one order one after the other. */
const settleAll = async (pending: readonly PendingDelivery[], ports: RelayPorts): Promise<number> => {
  const turns = new Map<string, Promise<boolean>>();
  const settled = pending.map(({ tenant, delivery }) => {
    const order = JSON.stringify([tenant, delivery.order.source, delivery.order.orderId]);
    const before = turns.get(order) ?? Promise.resolve(true);
    const turn = before.then(() => settle(tenant, delivery, ports));
    turns.set(order, turn);
    return turn;
  });
  return (await Promise.all(settled)).filter(Boolean).length;
};

/** The last delivery looked at in each shard that was not seen to its end. */
export type Walk = Map<number, PendingDelivery>;

/**
 * Looks at some deliveries of every shard, events first, going on where `walk` stands, so that under lasting load each has
 * its turn; returns how many were made or dropped.
 */
export const relayOutbox = async (ports: RelayPorts, walk: Walk = new Map()): Promise<number> => {
  const { outbox, clock } = ports;
  let settled = 0;
  for (let shard = 0; shard < outbox.shards; shard++) {
    const pending = await outbox.pending(shard, BATCH, walk.get(shard));
    const last = pending[BATCH - 1];
    if (last) walk.set(shard, last);
    else walk.delete(shard);
    settled += await settleAll(pending, ports);
  }
  const shards = Array.from({ length: outbox.shards }, (_, shard) => outbox.writeBacks(shard, clock.now(), BATCH));
  return settled + (await writeBackAll((await Promise.all(shards)).flat(), ports));
};
