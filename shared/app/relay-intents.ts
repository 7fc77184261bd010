import type { AuthorizationRecord } from '../core/authorization.ts';
import type { Intent } from './authorization-store.ts';
import type { Ports } from './ports.ts';

export type RelayPorts = Pick<Ports, 'intents' | 'authorizations' | 'events' | 'clock' | 'log'>;

/** A head that has not appeared after this long was never written: its writer died before the conditional write. */
const ABANDONED_AFTER_MS = 60_000;
const BATCH = 25;

type Verdict = 'keep-promise' | 'wait' | 'discard';

const judge = (intent: Intent, head: AuthorizationRecord | undefined, now: string): Verdict => {
  const written = head && head.version >= intent.headVersion;
  if (!written) return Date.parse(now) - Date.parse(intent.createdAt) > ABANDONED_AFTER_MS ? 'discard' : 'wait';
  const entry = head.history.find(({ version }) => version === intent.headVersion);
  if (!entry) return 'keep-promise';
  return entry.determinationId === intent.determinationId ? 'keep-promise' : 'discard';
};

/** A promise whose head was lost to another writer leaves no trace. */
const withoutHistory = ({ history: _lost, ...intent }: Intent): Intent => intent;

/** Publishes what was promised, writes the history, removes the promise. Safe to run twice: event ids repeat. */
const keep = async (tenant: string, intent: Intent, ports: RelayPorts): Promise<void> => {
  await ports.events.publish(
    intent.events.map(({ type, detail }, index) => ({
      id: `${intent.id}-${index}`,
      type,
      at: intent.createdAt,
      detail,
    })),
  );
  await ports.intents.finish(tenant, intent);
};

/** One sweep over every shard; returns how many promises were kept. */
export const relayIntents = async (ports: RelayPorts): Promise<number> => {
  let kept = 0;
  for (let shard = 0; shard < ports.intents.shards; shard++) {
    const pending = await ports.intents.pending(shard, BATCH);
    for (const { tenant, intent } of pending) {
      const { records } = await ports.authorizations.load(tenant, [intent.order], []);
      const verdict = judge(intent, records[0], ports.clock.now());
      if (verdict === 'wait') continue;
      try {
        if (verdict === 'keep-promise') {
          await keep(tenant, intent, ports);
          kept += 1;
        } else await ports.intents.finish(tenant, withoutHistory(intent));
      } catch (error) {
        ports.log.warn('intent-failed', {
          tenant,
          attempts: intent.attempts + 1,
          errorName: error instanceof Error ? error.name : 'unknown',
        });
        await ports.intents.retryLater(tenant, intent);
      }
    }
  }
  return kept;
};
