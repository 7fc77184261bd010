import { useSignal } from '@preact/signals';
import type { ReviewAct, ReviewCase } from '../../../client/index.ts';
import { api } from '../../api.ts';
import { useChange } from '../../panel/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { Choices, TextField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { enReviews } from '../../words/en-reviews.ts';
import { words } from '../../words/words.ts';
import { actOf, type Choice, type DecideDraft, emptyDraft, extensionOf, faultOf } from './decide-draft.ts';
import { DecideReason } from './decide-reason.tsx';
import { ReviewerFields, reviewer } from './reviewer-fields.tsx';

const text = enReviews.case;
const CHOICES = Object.entries(text.decisions);
const isChoice = (word: string): word is Choice => Object.hasOwn(text.decisions, word);

interface Props {
  readonly found: ReviewCase;
  /** Who reviews is asked for in another form of the page. */
  readonly isNamedElsewhere: boolean;
  /** Shows the newer version. */
  readonly onReload: () => void;
  /** The act is recorded. */
  readonly onDone: () => Promise<void>;
}

/** A licensed reviewer's act, the reason first. Nothing is recorded before that person presses the button. */
export const DecideForm = ({ found, isNamedElsewhere, onReload, onDone }: Props) => {
  const draft = useSignal<DecideDraft>(emptyDraft(found));
  const { problem, busy, run } = useChange();
  const set = (change: Partial<DecideDraft>): void => {
    draft.value = { ...draft.value, ...change };
  };
  const send = (act: ReviewAct): Promise<void> =>
    run(async () => {
      await api().review(found.id, act);
      await onDone();
    });
  const { choice, code, units, says } = draft.value;
  const fault = faultOf(draft.value, reviewer.value);
  const off = busy ? words.loading : fault && text.faults[fault];
  const canExtend = found.extendable && says.trim() !== '' && fault !== 'reviewer';
  return (
    <form
      class="stack"
      id="decide"
      onSubmit={(event) => {
        event.preventDefault();
        if (!off) void send(actOf(draft.value, reviewer.value));
      }}
    >
      <DecideReason found={found} draft={draft.value} onChange={set} />
      {isNamedElsewhere ? <p class="muted small">{text.namedElsewhere}</p> : <ReviewerFields />}
      <Choices
        label={text.decision}
        value={choice}
        options={CHOICES}
        onChoose={(chosen) => set({ choice: isChoice(chosen) ? chosen : '' })}
      />
      {choice === 'part' || choice === 'modify' ? (
        <div class="columns">
          <TextField
            label={text.authorizedCode}
            value={code}
            input={{ code: true, maxLength: 5 }}
            onText={(value) => set({ code: value })}
          />
          <TextField
            label={text.units}
            value={units}
            input={{ code: true, inputMode: 'numeric', maxLength: 3 }}
            onText={(value) => set({ units: value })}
          />
        </div>
      ) : null}
      {problem ? (
        <Notice tone="no" says={problem.says} more={problem.fix}>
          <Button onPress={onReload}>{text.newer}</Button>
        </Notice>
      ) : null}
      <p class="muted small" role="status">
        {fault ? text.faults[fault] : ''}
      </p>
      <div class="choices">
        <Button submit kind="main" off={off}>
          {text.button}
        </Button>
        {found.extendable ? (
          <Button
            off={canExtend ? undefined : text.faults.reason}
            onPress={() => void send(extensionOf(says, reviewer.value))}
          >
            {text.extend}
          </Button>
        ) : null}
      </div>
    </form>
  );
};
