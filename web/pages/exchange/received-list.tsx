import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ReviewRow } from '../../../client/index.ts';
import { api } from '../../api.ts';
import { ago } from '../../words/dates.ts';
import { enExchange } from '../../words/en-exchange.ts';
import { RequestPill } from '../reviews/state-tag.tsx';

const text = enExchange;
const ROWS = 20;

/** The payer's side: requests it was sent, the last changed first; nothing where this tenant is no payer. */
export const ReceivedList = () => {
  const rows = useSignal<readonly ReviewRow[]>([]);
  useEffect(() => {
    const read = async (): Promise<void> => {
      const pages = await Promise.all(
        (['open', 'closed'] as const).map((state) => api().reviews({ state, count: ROWS })),
      );
      const found = pages.flatMap((page) => (page.unchanged ? [] : page.rows));
      rows.value = found.toSorted((a, b) => (a.updated < b.updated ? 1 : -1)).slice(0, ROWS);
    };
    read().catch(() => undefined);
  }, []);
  if (rows.value.length === 0) return null;
  return (
    <section class="stack-small">
      <h2>{text.received}</h2>
      <p class="muted">{text.receivedSays}</p>
      <ul class="requests">
        {rows.value.map(({ id, state, test, requester, updated }) => (
          <li key={id} class="request-head">
            <RequestPill state={state} />
            <a href={`/review#${encodeURIComponent(id)}`}>{test}</a>
            <span class="muted">{requester}</span>
            <span class="muted small num">{ago(updated)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
