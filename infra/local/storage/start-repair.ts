import { setTimeout as sleep } from 'node:timers/promises';
import type { Ports } from '../../../shared/app/ports/ports.ts';
import type { DataFolder } from './data-folder.ts';

interface Repair {
  /** Whether it ended within this time; it goes on in any case. */
  readonly within: (ms: number) => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

/** Works until all is in order; stopped in the middle it is still due, and starts again with the next service. */
export const startRepair = (
  work: (signal: AbortSignal) => Promise<number>,
  due: DataFolder['repair'],
  log: Ports['log'],
): Repair => {
  const stopping = new AbortController();
  const run = async (): Promise<boolean> => {
    const count = await work(stopping.signal);
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
