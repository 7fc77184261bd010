import { everyShard } from '../ports/outbox.ts';
import type { Ports } from '../ports/ports.ts';
import { FOLLOW_UPS } from './deliveries.ts';

/** Deliveries read per shard to find the one that has waited longest. */
const LOOKED_AT = 25;
/** Later than any instant. */
const LAST = '9999';

/** Logs how long the oldest order and the oldest delivery of each list have waited; 0 when none waits. */
export const reportWaiting = async ({
  inbox,
  outbox,
  clock,
  log,
}: Pick<Ports, 'inbox' | 'outbox' | 'clock' | 'log'>): Promise<void> => {
  const now = Date.parse(clock.now());
  const ageOf = (instants: readonly string[]): number =>
    instants.reduce((oldest, instant) => Math.max(oldest, now - Date.parse(instant)), 0);
  const oldest = async (look: Parameters<typeof everyShard>[1]): Promise<number> =>
    ageOf((await everyShard(outbox, look)).map(({ delivery }) => delivery.createdAt));
  const [orders, intentAgeMs, ...followUps] = await Promise.all([
    inbox.waiting(1),
    oldest((shard) => outbox.pending(shard, LOOKED_AT)),
    ...[...FOLLOW_UPS.values()].map(async ({ list, ageField }) =>
      ageField ? { [ageField]: await oldest((shard) => outbox.due(list, shard, LAST, LOOKED_AT)) } : {},
    ),
  ]);
  const inboxAgeMs = ageOf(orders.map(({ receivedAt }) => receivedAt));
  log.info('work-waiting', Object.assign({ inboxAgeMs, intentAgeMs }, ...followUps));
};
