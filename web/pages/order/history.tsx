import type { HistoryEntry } from '../../../client/index.ts';
import { clockDay, clockTime } from '../../words/dates.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';

/** What happened to the record, newest first; folded, since the answer does not need it. */
export const History = ({ history }: { readonly history: readonly HistoryEntry[] }) =>
  history.length ? (
    <details class="block">
      <summary>
        {words.order.history} <span class="muted small">{words.order.historyCount(history.length)}</span>
      </summary>
      <ol class="history">
        {history.map(({ at, says, by }) => (
          <li key={`${at} ${says}`}>
            <time dateTime={at} class="muted small">
              {clockDay(new Date(at))}, {clockTime(new Date(at))}
            </time>
            <p>{said(says)}</p>
            <p class="muted small">{by}</p>
          </li>
        ))}
      </ol>
    </details>
  ) : null;
