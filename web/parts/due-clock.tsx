import type { Clock } from '../../client/index.ts';
import { timeLeft } from '../words/dates.ts';
import { said } from '../words/said.ts';
import { words } from '../words/words.ts';

const isSoon = (left: string): boolean =>
  left === words.clock.today || left === words.clock.passed || left === words.clock.overdue(1);

/** How long is left, soonest clock first; what it is about is read out and shown on hover. */
export const DueClock = ({ clock }: { readonly clock: Clock }) => {
  const left = timeLeft(clock.due);
  return (
    <span class={`clock${isSoon(left) ? ' is-soon' : ''}`} title={said(clock.says)}>
      <time dateTime={clock.due}>{left}</time>
      <span class="visually-hidden">{said(clock.says)}</span>
    </span>
  );
};
