import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Order } from '../../client/index.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Field, SelectField, TextField } from '../parts/field.tsx';
import { toast } from '../parts/toast.tsx';
import { words } from '../words/words.ts';
import { ChangeProblem } from './change-problem.tsx';
import { DecisionDetails } from './decision-details.tsx';
import { type Draft, decisionOf, EMPTY, faultsOf, proposedParts, withProposed } from './decision-draft.ts';
import { overService, useChange } from './use-change.ts';

const text = words.record;

interface Props {
  readonly order: Order;
  /** Puts the focus into the first field. */
  readonly focus?: boolean;
  readonly onReload: () => Promise<Order | undefined>;
  readonly onDone: () => void;
}

const PasteField = ({ onText }: { readonly onText: (pasted: string) => Promise<void> }) => {
  const value = useSignal('');
  return (
    <details>
      <summary>{text.paste}</summary>
      <Field
        label={text.paste}
        says={text.pasteSays}
        control={(wiring) => (
          <textarea
            {...wiring}
            rows={3}
            value={value.value}
            onInput={({ currentTarget }) => {
              value.value = currentTarget.value;
              void onText(currentTarget.value);
            }}
          />
        )}
      />
    </details>
  );
};

/** What the payer decided, as a person read or heard it. Nothing is recorded before that person presses Record. */
export const RecordDecision = ({ order, focus, onReload, onDone }: Props) => {
  const draft = useSignal<Draft>(EMPTY);
  const told = useSignal('');
  const tried = useSignal(false);
  const form = useRef<HTMLFormElement>(null);
  const { problem, busy, run, clear } = useChange();
  const { order: id, source } = order.record;
  const at = source ? { source } : {};
  useEffect(() => {
    if (focus) form.current?.querySelector('select')?.focus();
  }, []);

  /** The record is never changed back: a later entry says that the first one was a mistake. */
  const undo = (number: string | undefined): Promise<void> =>
    run(async () => {
      await api().recordDecision(id, { decision: 'cancelled', ...(number ? { number } : {}) }, at);
      toast(text.undone);
      await onReload();
      onDone();
    });
  const record = (): Promise<void> =>
    run(async () => {
      const decision = decisionOf(draft.value);
      await overService(order.record, (etag) => api().recordDecision(id, decision, { etag, ...at }));
      draft.value = EMPTY;
      tried.value = false;
      await onReload();
      toast(text.done(text.decisions[decision.decision].toLowerCase()), {
        word: text.undo,
        run: () => void undo(decision.number),
      });
      onDone();
    });
  /** The newer version, here and in the list; what was typed stays, to be recorded or not. */
  const review = async (): Promise<void> => {
    await onReload();
    clear();
    onDone();
    form.current?.querySelector('select')?.focus();
  };
  const set = (change: Partial<Draft>): void => {
    draft.value = { ...draft.value, ...change };
  };
  const faults = tried.value ? faultsOf(draft.value) : {};
  const { decision, number } = draft.value;
  return (
    <form
      ref={form}
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        tried.value = true;
        if (Object.keys(faultsOf(draft.value)).length === 0) void record();
        else form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      }}
    >
      <div class="columns">
        <SelectField
          label={text.decision}
          none={text.choose}
          value={decision}
          fault={faults.decision}
          options={Object.entries(text.decisions)}
          onChoose={(value) => set({ decision: value })}
        />
        <TextField
          label={text.number}
          value={number}
          fault={faults.number}
          onText={(value) => set({ number: value })}
          input={{ code: true }}
        />
      </div>
      <PasteField
        onText={async (pasted) => {
          const { readPortalText } = await import('./read-portal-text.ts');
          const proposed = readPortalText(pasted);
          draft.value = withProposed(draft.value, proposed);
          const parts = proposedParts(proposed);
          told.value = parts.length ? text.proposed(parts.join(', ')) : '';
        }}
      />
      {told.value ? (
        <p class="small" role="status">
          {told.value}
        </p>
      ) : null}
      <DecisionDetails draft={draft.value} faults={faults} open={told.value !== ''} onChange={set} />
      <ChangeProblem problem={problem} record={order.record} onReview={() => void review()} />
      <div class="choices">
        <Button submit kind="main" off={busy ? words.loading : undefined}>
          {text.button}
        </Button>
      </div>
    </form>
  );
};
