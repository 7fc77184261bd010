import type { PendingDelivery } from '../ports/outbox.ts';
import type { Ports } from '../ports/ports.ts';

/** Enough of a shard to find what has waited longest. */
const LOOKED_AT = 25;
/** Later than any instant. */
const LAST = '9999';

/** Says how long the oldest order and the oldest deliveries have waited; 0 when nothing does. */
export const reportWaiting = async ({
  inbox,
  outbox,
  clock,
  log,
}: Pick<Ports, 'inbox' | 'outbox' | 'clock' | 'log'>): Promise<void> => {
  const inAll = async (look: (shard: number) => Promise<readonly PendingDelivery[]>): Promise<readonly string[]> => {
    const shards = await Promise.all(Array.from({ length: outbox.shards }, (_, shard) => look(shard)));
    return shards.flat().map(({ delivery }) => delivery.createdAt);
  };
  const [orders, changes, writeBacks] = await Promise.all([
    inbox.waiting(1),
    inAll((shard) => outbox.pending(shard, LOOKED_AT)),
    inAll((shard) => outbox.writeBacks(shard, LAST, LOOKED_AT)),
  ]);
  const now = Date.parse(clock.now());
  const ageOf = (instants: readonly string[]): number =>
    instants.reduce((oldest, instant) => Math.max(oldest, now - Date.parse(instant)), 0);
  log.info('work-waiting', {
    inboxAgeMs: ageOf(orders.map(({ receivedAt }) => receivedAt)),
    intentAgeMs: ageOf(changes),
    writeBackAgeMs: ageOf(writeBacks),
  });
};
