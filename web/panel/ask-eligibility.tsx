import type { Order } from '../../client/index.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { toast } from '../parts/toast.tsx';
import { said } from '../words/said.ts';
import { words } from '../words/words.ts';
import { ChangeProblem } from './change-problem.tsx';
import { overService, useChange } from './use-change.ts';

const text = words.eligibility;

interface Props {
  readonly order: Order;
  readonly onReload: () => Promise<Order | undefined>;
}

/** Asks the payer whether the coverage is in force; what it says is shown with the order. */
export const AskEligibility = ({ order: { record }, onReload }: Props) => {
  const { problem, busy, run, clear } = useChange();
  const { order: id, source } = record;
  const ask = (): Promise<void> =>
    run(async () => {
      await overService(record, (etag) => api().askEligibility(id, { etag, ...(source ? { source } : {}) }));
      const after = await onReload();
      toast(said(after?.record.history.find(({ by }) => by === 'ask-eligibility')?.says ?? text.asked));
    });
  const review = async (): Promise<void> => {
    await onReload();
    clear();
  };
  return (
    <section class="block no-print" aria-labelledby="eligibility-title">
      <h2 id="eligibility-title">{text.title}</h2>
      <p class="muted small">{text.says}</p>
      <ChangeProblem problem={problem} record={record} onReview={() => void review()} />
      <div class="choices">
        <Button off={busy ? words.loading : undefined} onPress={() => void ask()}>
          {text.button}
        </Button>
      </div>
    </section>
  );
};
