import type { PendingIntent } from '../ports/authorization-store.ts';
import type { Ports } from '../ports/ports.ts';

/** Enough of a shard to find what has waited longest. */
const LOOKED_AT = 25;
/** Later than any instant. */
const LAST = '9999';

/** Says how long the oldest order and the oldest deliveries have waited; 0 when nothing does. */
export const reportWaiting = async ({
  inbox,
  intents,
  clock,
  log,
}: Pick<Ports, 'inbox' | 'intents' | 'clock' | 'log'>): Promise<void> => {
  const inAll = async (look: (shard: number) => Promise<readonly PendingIntent[]>): Promise<readonly string[]> => {
    const shards = await Promise.all(Array.from({ length: intents.shards }, (_, shard) => look(shard)));
    return shards.flat().map(({ intent }) => intent.createdAt);
  };
  const [orders, changes, writeBacks] = await Promise.all([
    inbox.waiting(1),
    inAll((shard) => intents.pending(shard, LOOKED_AT)),
    inAll((shard) => intents.writeBacks(shard, LAST, LOOKED_AT)),
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
