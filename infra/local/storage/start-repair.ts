import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { Ports } from '../../../shared/app/ports/ports.ts';
import type { DataFolder } from './data-folder.ts';

interface Repair {
  /** Whether it ended within this time; it goes on in any case. */
  readonly within: (ms: number) => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

/**
 * A repair reads everything once and keeps nothing, and what it let go of may grow to three times the service before it is
 * collected: meanwhile it is collected sooner. 0 is as Node would.
 */
const GROWTH_PERCENT = 20;
const growBy = (percent: number): void => setFlagsFromString(`--heap-growing-percent=${percent}`);

/** Works until all is in order; stopped in the middle it is still due, and starts again with the next service. */
export const startRepair = (
  work: (signal: AbortSignal) => Promise<number>,
  due: DataFolder['repair'],
  log: Ports['log'],
): Repair => {
  const stopping = new AbortController();
  const run = async (): Promise<boolean> => {
    growBy(GROWTH_PERCENT);
    const count = await work(stopping.signal).finally(() => growBy(0));
    if (stopping.signal.aborted) return false;
    await due.done();
    log.info('indexes-repaired', { count });
    return true;
  };
  const running = run().catch((error) => {
    log.error('indexes-not-repaired', { errorName: error instanceof Error ? error.name : 'unknown' });
    return false;
  });
  return {
    within: (ms) => Promise.race([running, sleep(ms, false, { ref: false })]),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
};
