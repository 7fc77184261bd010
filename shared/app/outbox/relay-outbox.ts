import { everyShard, type PendingDelivery } from '../ports/outbox.ts';
import type { Ports } from '../ports/ports.ts';
import { FOLLOW_UPS } from './deliveries.ts';
import { settleChange } from './settle-change.ts';
import { tryFollowUp } from './try-follow-up.ts';

const BATCH = 25;
/** Follow-ups of one kind at a time: a slow receiver must not hold up the others. */
const AT_ONCE = 5;
/** One sweep starts new ones for this long; a write-back takes ten seconds at most, a request to a payer forty, and each may be cut off. */
const TRIES_MS = 15_000;

/** Different orders in parallel, the versions of one order in sequence. */
const settleAll = async (pending: readonly PendingDelivery[], ports: Ports): Promise<number> => {
  const turns = new Map<string, Promise<boolean>>();
  const settled = pending.map(({ tenant, delivery }) => {
    const order = JSON.stringify([tenant, delivery.order.source, delivery.order.orderId]);
    const before = turns.get(order) ?? Promise.resolve(true);
    const turn = before.then(() => settleChange(tenant, delivery, ports));
    turns.set(order, turn);
    return turn;
  });
  return (await Promise.all(settled)).filter(Boolean).length;
};

/** Different orders in parallel, since each waits for an outside server; none is started once time is up. */
const tryAll = async (pending: readonly PendingDelivery[], ports: Ports): Promise<number> => {
  const until = Date.parse(ports.clock.now()) + TRIES_MS;
  let done = 0;
  for (let start = 0; start < pending.length && Date.parse(ports.clock.now()) < until; start += AT_ONCE) {
    const some = pending.slice(start, start + AT_ONCE);
    const settled = await Promise.all(some.map(({ tenant, delivery }) => tryFollowUp(tenant, delivery, ports)));
    done += settled.filter(Boolean).length;
  }
  return done;
};

const tryDue = async (list: string, ports: Ports): Promise<number> => {
  const { outbox, clock } = ports;
  return tryAll(await everyShard(outbox, (shard) => outbox.due(list, shard, clock.now(), BATCH)), ports);
};

/** The last delivery looked at in each shard whose end was not reached. */
export type Walk = Map<number, PendingDelivery>;

/**
 * Looks at some deliveries of every shard, changes first, continuing from `walk`, so that under sustained load each gets
 * its turn; returns how many were delivered or dropped.
 */
export const relayOutbox = async (ports: Ports, walk: Walk = new Map()): Promise<number> => {
  const { outbox } = ports;
  let settled = 0;
  for (let shard = 0; shard < outbox.shards; shard++) {
    const pending = await outbox.pending(shard, BATCH, walk.get(shard));
    const last = pending[BATCH - 1];
    if (last) walk.set(shard, last);
    else walk.delete(shard);
    settled += await settleAll(pending, ports);
  }
  const tried = await Promise.all([...FOLLOW_UPS.values()].map(({ list }) => tryDue(list, ports)));
  return tried.reduce((sum, count) => sum + count, settled);
};
