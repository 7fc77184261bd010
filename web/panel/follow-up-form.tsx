import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Order, OrderRecord } from '../../client/index.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { toast } from '../parts/toast.tsx';
import { ago } from '../words/dates.ts';
import { said } from '../words/said.ts';
import { words } from '../words/words.ts';
import { ChangeProblem } from './change-problem.tsx';
import { draftOver, type FollowUpDraft, followUpDraftOf, followUpOf } from './follow-up-draft.ts';
import { overService, useChange } from './use-change.ts';

const text = words.follow;
const MAX_NOTE = 2_000;

const Notes = ({ notes }: OrderRecord) =>
  notes.length ? (
    <ul class="notes">
      {notes.map(({ says, at, by }) => (
        <li key={`${at} ${says}`}>
          <p>{said(says)}</p>
          <p class="muted small">{[by, at && ago(at)].filter(Boolean).join(' · ')}</p>
        </li>
      ))}
    </ul>
  ) : (
    <p class="muted small">{text.none}</p>
  );

interface Props {
  readonly order: Order;
  readonly onReload: () => Promise<Order | undefined>;
  readonly onDone: () => void;
}

/** Who takes care of it, by when, waiting on whom; notes and calls are added, never changed. */
export const FollowUpForm = ({ order, onReload, onDone }: Props) => {
  const { record } = order;
  const draft = useSignal<FollowUpDraft>(followUpDraftOf(record));
  /** The version the draft is over: what is saved is changed on exactly this one. */
  const base = useSignal<OrderRecord>(record);
  const { problem, run, clear } = useChange();
  const set = (change: Partial<FollowUpDraft>): void => {
    draft.value = { ...draft.value, ...change };
  };
  useEffect(() => {
    draft.value = draftOver(draft.value, base.value, record);
    base.value = record;
  }, [record.etag]);
  const save = (): Promise<void> =>
    run(async () => {
      const { source } = base.value;
      const change = followUpOf(draft.value, base.value);
      if (Object.keys(change).length === 0) return toast(text.nothing);
      const after = await overService(base.value, (etag) =>
        api().followUp(record.order, change, { etag, ...(source ? { source } : {}) }),
      );
      base.value = after;
      draft.value = followUpDraftOf(after);
      await onReload();
      toast(text.saved);
      onDone();
    });
  /** The newer version, here and in the list; what was typed stays, to be saved or not. */
  const review = async (): Promise<void> => {
    await onReload();
    clear();
    onDone();
  };
  const { assignee, followUp, waitingOn, note, callWith, callSays, callNumber } = draft.value;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div class="columns">
        <TextField label={text.assignee} value={assignee} onText={(value) => set({ assignee: value })} />
        <TextField
          label={text.date}
          value={followUp}
          input={{ type: 'date' }}
          onText={(value) => set({ followUp: value })}
        />
      </div>
      <TextField label={text.waitingOn} value={waitingOn} onText={(value) => set({ waitingOn: value })} />
      <Field
        label={text.note}
        control={(wiring) => (
          <textarea
            {...wiring}
            rows={2}
            maxLength={MAX_NOTE}
            value={note}
            onInput={({ currentTarget }) => set({ note: currentTarget.value })}
          />
        )}
      />
      <details>
        <summary>{text.call}</summary>
        <div class="columns">
          <TextField label={text.callWith} value={callWith} onText={(value) => set({ callWith: value })} />
          <TextField
            label={text.callNumber}
            optional
            value={callNumber}
            onText={(value) => set({ callNumber: value })}
          />
        </div>
        <TextField label={text.callSays} value={callSays} onText={(value) => set({ callSays: value })} />
      </details>
      <ChangeProblem problem={problem} record={record} onReview={() => void review()} />
      <div class="choices">
        <Button submit>{words.save}</Button>
      </div>
      <Notes {...record} />
    </form>
  );
};
