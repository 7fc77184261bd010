import { useSignal } from '@preact/signals';
import { type Problem, problemOf } from '../api.ts';

interface Change {
  readonly problem: Problem | undefined;
  readonly busy: boolean;
  /** Does it once, however often it is pressed. */
  readonly run: (change: () => Promise<void>) => Promise<void>;
  /** The reader has seen what was refused. */
  readonly clear: () => void;
}

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
