import { useSignal } from '@preact/signals';
import type { FollowUp, Order, OrderRecord } from '../../client/index.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Field, TextField } from '../parts/field.tsx';
import { toast } from '../parts/toast.tsx';
import { ago } from '../words/dates.ts';
import { words } from '../words/words.ts';
import { ChangeProblem } from './change-problem.tsx';
import { useChange } from './use-change.ts';

const text = words.follow;
const MAX_NOTE = 2_000;

interface Draft {
  readonly assignee: string;
  readonly followUp: string;
  readonly waitingOn: string;
  readonly note: string;
  readonly callWith: string;
  readonly callSays: string;
  readonly callNumber: string;
}

const draftOf = ({ assignee = '', followUp = '', waitingOn = '' }: OrderRecord): Draft => ({
  assignee,
  followUp,
  waitingOn,
  note: '',
  callWith: '',
  callSays: '',
  callNumber: '',
});

const NAMED = ['assignee', 'followUp', 'waitingOn'] as const;

/** Only what was changed: two people may have the same order open. */
const changeOf = (draft: Draft, record: OrderRecord): FollowUp => {
  const changed = NAMED.filter((name) => draft[name].trim() !== (record[name] ?? ''));
  const clear = changed.filter((name) => !draft[name].trim());
  const set = changed.filter((name) => draft[name].trim()).map((name) => [name, draft[name].trim()] as const);
  const [note, callWith, callSays, callNumber] = [draft.note, draft.callWith, draft.callSays, draft.callNumber].map(
    (one) => one.trim(),
  );
  return {
    ...Object.fromEntries(set),
    ...(clear.length ? { clear } : {}),
    ...(note ? { note } : {}),
    ...(callWith && callSays
      ? { call: { with: callWith, says: callSays, ...(callNumber ? { number: callNumber } : {}) } }
      : {}),
  };
};

const Notes = ({ notes }: OrderRecord) =>
  notes.length ? (
    <ul class="notes">
      {notes.map(({ says, at, by }) => (
        <li key={`${at} ${says}`}>
          <p>{says}</p>
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
  const draft = useSignal<Draft>(draftOf(record));
  const { problem, run, clear } = useChange();
  const set = (change: Partial<Draft>): void => {
    draft.value = { ...draft.value, ...change };
  };
  const save = (): Promise<void> =>
    run(async () => {
      const change = changeOf(draft.value, record);
      if (Object.keys(change).length === 0) return toast(text.nothing);
      await api().followUp(record.order, change, record.source ? { source: record.source } : {});
      const after = await onReload();
      if (after) draft.value = draftOf(after.record);
      toast(text.saved);
      onDone();
    });
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
      <ChangeProblem problem={problem} record={record} onReview={() => void onReload().then(clear)} />
      <div class="choices">
        <Button submit>{words.save}</Button>
      </div>
      <Notes {...record} />
    </form>
  );
};
