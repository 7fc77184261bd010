import { useSignal } from '@preact/signals';
import type { OrderRecord } from '../../client/index.ts';
import { api, OVERTAKEN, type Problem, problemOf } from '../api.ts';

interface Change {
  readonly problem: Problem | undefined;
  readonly busy: boolean;
  /** Does it once, however often it is pressed. */
  readonly run: (change: () => Promise<void>) => Promise<void>;
  /** The reader has seen what was refused. */
  readonly clear: () => void;
}

const isOvertaken = (error: unknown): boolean => problemOf(error).code === OVERTAKEN;

/** Sends a change of the version a reader saw, and again where the service alone wrote since. */
export const overService = async <T>(seen: OrderRecord, send: (etag: string) => Promise<T>): Promise<T> => {
  try {
    return await send(seen.etag);
  } catch (error) {
    const { again } = await import('./over-service.ts');
    const { order, source } = seen;
    return again(error, isOvertaken, seen, () => api().record(order, source ? { source } : {}), send);
  }
};

/** Something sent to the service: in progress, refused, or done. */
export const useChange = (): Change => {
  const problem = useSignal<Problem | undefined>(undefined);
  const busy = useSignal(false);
  const run = async (change: () => Promise<void>): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    problem.value = undefined;
    try {
      await change();
    } catch (error) {
      problem.value = problemOf(error);
    } finally {
      busy.value = false;
    }
  };
  return {
    problem: problem.value,
    busy: busy.value,
    run,
    clear: () => {
      problem.value = undefined;
    },
  };
};
