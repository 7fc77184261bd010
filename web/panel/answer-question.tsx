import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Answers, Determination, Order, Question } from '../../client/index.ts';
import { api } from '../api.ts';
import { QuestionForm } from '../parts/question-form.tsx';
import { toast } from '../parts/toast.tsx';
import { askable } from '../state/askable.ts';
import { session } from '../state/session.ts';
import { actionWord } from '../words/action-word.ts';
import { words } from '../words/words.ts';
import { ChangeProblem } from './change-problem.tsx';
import { overService, useChange } from './use-change.ts';

const text = words.question;

const criteriaChanged = (before: Determination | undefined, after: Determination | undefined): number => {
  const old = new Map(before?.criteria.map(({ id, result }) => [id, result]));
  return (after?.criteria ?? []).filter(({ id, result }) => old.get(id) !== result).length;
};

const deltaOf = (before: Order, after: Order | undefined): string => {
  const code = after?.record.nextAction?.code ?? after?.determination?.nextAction?.code ?? 'none';
  const next = `${actionWord(code).toLowerCase()}.`;
  return text.recorded(next, criteriaChanged(before.determination, after?.determination));
};

/** Somebody signed in who is no clinician says so, and the answer stays unconfirmed until the chart says the same. */
const authorOf = (): string | undefined => {
  const current = session.value;
  const roles = current && 'user' in current ? (current.user?.roles ?? []) : [];
  if (roles.length === 0) return undefined;
  return roles.includes('clinician') ? 'Practitioner/desk' : 'Organization/desk';
};

interface Props {
  readonly order: Order;
  readonly onReload: () => Promise<Order | undefined>;
  readonly onDone: () => void;
}

/** The next open question of an order, and what its answer changed. */
export const AnswerQuestion = ({ order, onReload, onDone }: Props) => {
  const questions = useSignal<readonly Question[] | undefined>(undefined);
  const skipped = useSignal(0);
  const { problem, busy, run, clear } = useChange();
  useEffect(() => {
    api()
      .questions()
      .then(
        (all) => {
          questions.value = all;
        },
        () => {
          questions.value = [];
        },
      );
  }, []);
  if (!questions.value) return null;
  const open = askable(order.determination?.missing ?? [], questions.value);
  const question = open[skipped.value % Math.max(1, open.length)];
  if (!question) return <p class="muted">{text.none}</p>;
  const { order: id, source } = order.record;
  const answer = (answers: Answers): Promise<void> =>
    run(async () => {
      const author = authorOf();
      const from = { ...(source ? { source } : {}), ...(author ? { author } : {}) };
      await overService(order.record, (etag) => api().answer(id, answers, { etag, ...from }));
      const after = await onReload();
      skipped.value = 0;
      toast(deltaOf(order, after));
      onDone();
    });
  const review = async (): Promise<void> => {
    await onReload();
    clear();
    onDone();
  };
  return (
    <div class="stack">
      <QuestionForm
        key={question.fact}
        question={question}
        left={open.length}
        busy={busy}
        onAnswer={(answers) => void answer(answers)}
        onSkip={() => {
          skipped.value += 1;
          toast(text.skipped);
        }}
      />
      {authorOf() === 'Organization/desk' ? <p class="muted small">{text.whoSays}</p> : null}
      <ChangeProblem problem={problem} record={order.record} onReview={() => void review()} />
    </div>
  );
};
