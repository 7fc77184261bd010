import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Order } from '../../client/index.ts';
import { api, type Problem, problemOf } from '../api.ts';

interface OpenOrder {
  readonly order: Order | undefined;
  readonly problem: Problem | undefined;
  /** Reads it again and gives it back. */
  readonly reload: () => Promise<Order | undefined>;
}

/** An order on file with its newest answer. */
export const useOrder = (id: string | undefined, source: string | undefined): OpenOrder => {
  const order = useSignal<Order | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const reload = async (): Promise<Order | undefined> => {
    if (!id) return undefined;
    try {
      order.value = await api().order(id, source ? { source } : {});
      problem.value = undefined;
    } catch (error) {
      problem.value = problemOf(error);
    }
    return order.value;
  };
  useEffect(() => {
    order.value = undefined;
    void reload();
  }, [id, source]);
  return { order: order.value, problem: problem.value, reload };
};
