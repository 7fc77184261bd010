import type { ReviewCase } from '../../../client/index.ts';
import { DueClock } from '../../parts/due-clock.tsx';
import { Icon } from '../../parts/icon.tsx';
import { clockDay, clockTime } from '../../words/dates.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';
import { RequestPill } from '../reviews/state-tag.tsx';

const text = words.case;

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
        <h1>{patient?.name ?? words.reviews.noName}</h1>
        <RequestPill state={state} />
        {expedited ? <span class="tag is-urgent">{words.reviews.expedited}</span> : null}
        {trial ? <span class="tag">{words.reviews.trial}</span> : null}
        {due ? <DueClock clock={{ kind: 'payer', due, says: dueSays }} /> : null}
      </div>
      <p class="muted num">
        {test} · {text.received} {clockDay(at)}, {clockTime(at)}
      </p>
      <p class="muted small">{due ? said(dueSays) : text.noClock}</p>
    </header>
  );
};
