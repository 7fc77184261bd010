import type { PendingDelivery } from '../ports/outbox.ts';
import type { Ports } from '../ports/ports.ts';
import { FOLLOW_UPS } from './deliveries.ts';
import { settleChange } from './settle-change.ts';
import { tryFollowUp } from './try-follow-up.ts';

const BATCH = 25;
/** Follow-ups of one kind under way at a time: a receiver that answers slowly must not hold the others up. */
const AT_ONCE = 5;
/** They are begun for so long in one sweep, each taking ten seconds at most. */
const TRIES_MS = 15_000;

/** Different orders side by side, the versions of one order one after the other. */
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

/** Different orders side by side, since each waits for a server of somebody else; no new ones once time is up. */
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
  const shards = Array.from({ length: outbox.shards }, (_, shard) => outbox.due(list, shard, clock.now(), BATCH));
  return tryAll((await Promise.all(shards)).flat(), ports);
};

/** The last delivery looked at in each shard that was not seen to its end. */
export type Walk = Map<number, PendingDelivery>;

/**
 * Looks at some deliveries of every shard, those of changes first, going on where `walk` stands, so that under lasting
 * load each has its turn; returns how many were made or dropped.
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
