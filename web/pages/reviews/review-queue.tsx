import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ReviewWork } from '../../../client/index.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Choices, SelectField } from '../../parts/field.tsx';
import { Notice } from '../../parts/notice.tsx';
import { session } from '../../state/session.ts';
import { enReviews } from '../../words/en-reviews.ts';
import { words } from '../../words/words.ts';
import { queue } from './queue-store.ts';
import { useQueueKeys } from './review-keys.ts';
import { ReviewRow } from './review-row.tsx';

const { rows, next, problem, waiting, showWaiting, showMore, open: openQueue } = queue;

const text = enReviews.reviews;
const { columns } = text;
const COLUMNS = ['patient', 'clock', 'test', 'state', 'requester', 'who', 'received'] as const;
/** A part that scrolls takes the focus, so that keys can scroll it. */
const SCROLLS = { tabIndex: 0 } as const;

const Table = () => (
  <section {...SCROLLS} class="scroll" aria-label={text.list}>
    <table class="plain reviews">
      <thead>
        <tr>
          {COLUMNS.map((name) => (
            <th key={name} scope="col">
              {columns[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(rows.value ?? []).map((row) => (
          <ReviewRow key={row.id} row={row} />
        ))}
      </tbody>
    </table>
  </section>
);

const Body = ({ shown }: { readonly shown: 'open' | 'closed' }) => {
  if (!rows.value) return problem.value ? null : <p class="muted">{words.loading}</p>;
  if (rows.value.length > 0) return <Table />;
  return shown === 'open' ? (
    <EmptyState title={text.empty} says={text.emptySays} />
  ) : (
    <EmptyState title={text.emptyClosed} />
  );
};

const WORK = Object.entries(text.work);
const isWork = (word: string): word is ReviewWork => Object.hasOwn(text.work, word);

const me = (): string => {
  const current = session.value;
  return current && 'user' in current ? (current.user?.name ?? '') : '';
};

/** What waits for a reviewer, by its clock. */
export const ReviewQueue = () => {
  const shown = useSignal<'open' | 'closed'>('open');
  const whose = useSignal('');
  const work = useSignal<ReviewWork | undefined>(undefined);
  useQueueKeys();
  useEffect(() => {
    document.title = `${text.title} · ${words.product}`;
  }, []);
  useEffect(
    () =>
      openQueue({
        state: shown.value,
        ...(whose.value ? { assignee: whose.value } : {}),
        ...(work.value && shown.value === 'open' ? { waiting: work.value } : {}),
      }),
    [shown.value, whose.value, work.value],
  );
  const failed = problem.value;
  return (
    <div class="view">
      <header class="view-head">
        <h1>{text.title}</h1>
        <p class="muted">{text.says}</p>
      </header>
      <div class="review-tools">
        <Choices
          label={text.queues.label}
          value={shown.value}
          options={[
            ['open', text.queues.open],
            ['closed', text.queues.closed],
          ]}
          onChoose={(chosen) => {
            shown.value = chosen === 'closed' ? 'closed' : 'open';
          }}
        />
        {shown.value === 'open' ? (
          <SelectField
            label={text.waits}
            value={work.value ?? ''}
            none={text.anything}
            options={WORK}
            onChoose={(chosen) => {
              work.value = isWork(chosen) ? chosen : undefined;
            }}
          />
        ) : null}
        {me() ? (
          <SelectField
            label={text.whose}
            value={whose.value}
            none={text.everybody}
            options={[[me(), text.mine]]}
            onChoose={(chosen) => {
              whose.value = chosen;
            }}
          />
        ) : null}
      </div>
      {failed ? <Notice tone="no" says={failed.says} more={failed.fix} /> : null}
      {waiting.value ? (
        <Notice tone="act" says={text.changed}>
          <Button onPress={showWaiting}>{text.show}</Button>
        </Notice>
      ) : null}
      <Body shown={shown.value} />
      {next.value ? (
        <div class="more no-print">
          <Button onPress={() => void showMore()}>{text.more}</Button>
        </div>
      ) : null}
    </div>
  );
};
