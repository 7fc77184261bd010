import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { OrderRecord } from '../../client/index.ts';
import { api, OVERTAKEN, type Problem } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { Notice } from '../parts/notice.tsx';
import { ago } from '../words/dates.ts';
import { words } from '../words/words.ts';

interface Props {
  readonly problem: Problem | undefined;
  readonly record: OrderRecord | undefined;
  /** Shows the newer version; absent where nothing could have been overtaken. */
  readonly onReview?: () => void;
}

const text = words.conflict;
const WHAT: Readonly<Record<string, string>> = {
  'decision-recorded': text.decision,
  answered: text.answer,
  'follow-up-recorded': text.followUp,
};
/** Names of our own endpoints in the history, where nobody signed in. */
const ENDPOINT = /^[a-z]+(-[a-z]+)*$/;

/** Who changed it since the reader saw it: what a person did before what the service wrote of it afterwards. */
const changedBy = (seen: OrderRecord, { history, updatedAt }: OrderRecord): string => {
  const since = history.filter(({ at }) => at > seen.updatedAt);
  const last = since.find(({ what }) => what in WHAT) ?? history[0];
  const who = last && !ENDPOINT.test(last.by) ? last.by : words.order.someone;
  return text.says(who, WHAT[last?.what ?? ''] ?? text.what, ago(last?.at ?? updatedAt));
};

const Conflict = ({ record, onReview }: Pick<Props, 'record' | 'onReview'>) => {
  const newer = useSignal<OrderRecord | undefined>(undefined);
  useEffect(() => {
    if (!record) return;
    const { order, source } = record;
    api()
      .record(order, source ? { source } : {})
      .then(
        (found) => {
          newer.value = found;
        },
        () => undefined,
      );
  }, []);
  const says =
    record && newer.value ? changedBy(record, newer.value) : text.says(words.order.someone, text.what, words.ago.now);
  return (
    <Notice tone="wait" says={says} more={text.notSaved}>
      {onReview ? <Button onPress={onReview}>{text.review}</Button> : null}
    </Notice>
  );
};

/** Why a change was not made, and the way on. */
export const ChangeProblem = ({ problem, record, onReview }: Props) => {
  if (!problem) return null;
  if (problem.code === OVERTAKEN) return <Conflict record={record} onReview={onReview} />;
  return <Notice tone="no" says={problem.says} more={problem.fix} />;
};
