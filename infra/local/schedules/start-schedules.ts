import { relay, rules, seal, sweep } from '../../../functions/schedules/index.ts';
import type { TableAccess } from '../../../shared/adapters/dynamodb/table-access.ts';
import type { Ports } from '../../../shared/app/ports/ports.ts';
import type { EmbeddedDynamodb } from '../dynamodb.ts';
import { startTicker } from '../ticker.ts';
import { nextDeadline, nextDelivery } from './next-due.ts';
import { whenClosed } from './when-closed.ts';
import { whenDue } from './when-due.ts';

const RELAY_EVERY_MS = 1_000;
const SWEEP_EVERY_MS = 5_000;
const RULES_EVERY_MS = 3_600_000;
const SEAL_EVERY_MS = 600_000;

/**
 * The schedules of the stack, more often. The embedded engine sees every write, of commands too, so that a service nobody
 * asks leaves its table alone; another engine may be written to by anybody, and is asked each time.
 */
export const startSchedules = (options: {
  readonly table: TableAccess;
  readonly engine: Pick<EmbeddedDynamodb, 'writes'> | undefined;
  readonly seals: boolean;
  readonly clock: Pick<Ports['clock'], 'now'>;
  readonly onError: (error: unknown) => void;
}): (() => Promise<void>) => {
  const { table, engine, seals, clock, onError } = options;
  const now = () => clock.now();
  const when = (job: () => Promise<void>, nextDue: (table: TableAccess) => Promise<string | undefined>) =>
    engine ? whenDue(job, { writes: engine.writes, nextDue: () => nextDue(table), now }) : job;
  const tickers = [
    startTicker(RELAY_EVERY_MS, when(relay, nextDelivery), onError),
    startTicker(SWEEP_EVERY_MS, when(sweep, nextDeadline), onError),
    startTicker(RULES_EVERY_MS, rules, onError),
  ];
  if (seals) {
    const sealer = startTicker(
      SEAL_EVERY_MS,
      engine ? whenClosed(seal, { writes: engine.writes, now }) : seal,
      onError,
    );
    sealer.soon();
    tickers.push(sealer);
  }
  return async () => {
    for (const { stop } of tickers.reverse()) await stop();
  };
};
