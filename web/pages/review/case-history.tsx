import type { ReviewEvent } from '../../../client/index.ts';
import { clockDay, clockTime } from '../../words/dates.ts';
import { enReviews } from '../../words/en-reviews.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';

const text = enReviews.case;

const titleOf = ({ what, says = '' }: ReviewEvent): string => {
  const { assigned, ...events } = text.events;
  const named: Readonly<Record<string, string>> = events;
  return what === 'assigned' ? assigned(says) : (named[what] ?? what);
};

/** What happened to a request, the newest first; folded, since a decision does not need it. */
export const CaseHistory = ({ events }: { readonly events: readonly ReviewEvent[] }) => (
  <details class="block">
    <summary>
      {text.history} <span class="muted small">{words.order.historyCount(events.length)}</span>
    </summary>
    <ol class="history">
      {events.toReversed().map((event) => (
        <li key={`${event.at} ${event.what}`}>
          <time dateTime={event.at} class="muted small">
            {clockDay(new Date(event.at))}, {clockTime(new Date(event.at))}
          </time>
          <p>{titleOf(event)}</p>
          {event.level === 2 ? <p class="muted small">{text.secondLevel}</p> : null}
          {event.outcome ? <p>{text.peerOutcomes[event.outcome]}</p> : null}
          {event.says && event.what !== 'assigned' ? <p>{said(event.says)}</p> : null}
          {event.reviewer ? <p class="muted small num">{text.npi(event.reviewer, event.license)}</p> : null}
        </li>
      ))}
    </ol>
  </details>
);
