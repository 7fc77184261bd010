import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ReviewCase } from '../../../client/index.ts';
import { api } from '../../api.ts';
import { useChange } from '../../panel/use-change.ts';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { toast } from '../../parts/toast.tsx';
import { session } from '../../state/session.ts';
import { enReviews } from '../../words/en-reviews.ts';
import { words } from '../../words/words.ts';

const text = enReviews.case;

interface Props {
  readonly found: ReviewCase;
  readonly onReload: () => Promise<ReviewCase | undefined>;
}

/** Who reviews it: on the version the reader saw. */
export const AssignForm = ({ found, onReload }: Props) => {
  const name = useSignal(found.assignee ?? '');
  const { problem, busy, run, clear } = useChange();
  useEffect(() => {
    name.value = found.assignee ?? '';
  }, [found.assignee]);
  const current = session.value;
  const me = current && 'user' in current ? current.user?.name : undefined;
  const assign = (whom: string): Promise<void> =>
    run(async () => {
      await api().assignReview(found.id, whom.trim(), { etag: found.version });
      await onReload();
      toast(text.assigned(whom.trim()));
    });
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void assign(name.value);
      }}
    >
      <TextField
        label={text.assignee}
        value={name.value}
        input={{ maxLength: 200 }}
        onText={(typed) => {
          name.value = typed;
        }}
      />
      {problem ? (
        <Notice tone="wait" says={problem.says}>
          <Button onPress={() => void onReload().then(clear)}>{text.newer}</Button>
        </Notice>
      ) : null}
      <div class="choices">
        <Button submit off={busy ? words.loading : undefined}>
          {words.save}
        </Button>
        {me && me !== found.assignee ? <Button onPress={() => void assign(me)}>{text.take}</Button> : null}
      </div>
    </form>
  );
};
