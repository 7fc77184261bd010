import type { ReviewCase } from '../../../client/index.ts';
import { DueClock } from '../../parts/due-clock.tsx';
import { Icon } from '../../parts/icon.tsx';
import { clockDay, clockTime } from '../../words/dates.ts';
import { enReviews } from '../../words/en-reviews.ts';
import { said } from '../../words/said.ts';
import { RequestPill } from '../reviews/state-tag.tsx';

const text = enReviews.case;

/** Whose request it is, where it stands, and how long is left. */
export const CaseHead = ({ found }: { readonly found: ReviewCase }) => {
  const { patient, state, due, dueSays = '', expedited, trial, test, received } = found;
  const at = new Date(received);
  return (
    <header class="order-head">
      <a class="order-back no-print" href="/reviews" aria-keyshortcuts="Escape">
        <Icon name="back" />
        {text.back}
      </a>
      <div class="order-title">
        <h1>{patient?.name ?? enReviews.reviews.noName}</h1>
        <RequestPill state={state} />
        {expedited ? <span class="tag is-urgent">{enReviews.reviews.expedited}</span> : null}
        {trial ? <span class="tag">{enReviews.reviews.trial}</span> : null}
        {due ? <DueClock clock={{ kind: 'payer', due, says: dueSays }} /> : null}
      </div>
      <p class="muted num">
        {test} · {text.received} {clockDay(at)}, {clockTime(at)}
      </p>
      <p class="muted small">{due ? said(dueSays) : text.noClock}</p>
    </header>
  );
};
