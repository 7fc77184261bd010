import type { Intent } from './authorization-store.ts';
import type { Ports } from './ports.ts';

/** Enough of a shard to find what has waited longest. */
const LOOKED_AT = 25;

/** Says how long the oldest order and the oldest promises have waited; 0 when nothing does. */
export const reportWaiting = async ({
  inbox,
  intents,
  clock,
  log,
}: Pick<Ports, 'inbox' | 'intents' | 'clock' | 'log'>): Promise<void> => {
  const [orders, ...shards] = await Promise.all([
    inbox.waiting(1),
    ...Array.from({ length: intents.shards }, (_, shard) => intents.pending(shard, LOOKED_AT)),
  ]);
  const now = Date.parse(clock.now());
  const ageOf = (instants: readonly string[]): number =>
    instants.reduce((oldest, instant) => Math.max(oldest, now - Date.parse(instant)), 0);
  const promised = (isMeant: (intent: Intent) => boolean) =>
    shards.flat().flatMap(({ intent }) => (isMeant(intent) ? [intent.createdAt] : []));
  log.info('work-waiting', {
    inboxAgeMs: ageOf(orders.map(({ receivedAt }) => receivedAt)),
    intentAgeMs: ageOf(promised(({ kind }) => kind !== 'write-back')),
    writeBackAgeMs: ageOf(promised(({ kind }) => kind === 'write-back')),
  });
};
