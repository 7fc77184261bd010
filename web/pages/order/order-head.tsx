import type { Order } from '../../../client/index.ts';
import { DueClock } from '../../parts/due-clock.tsx';
import { Icon } from '../../parts/icon.tsx';
import { StatePill } from '../../parts/state-pill.tsx';
import { shortDay } from '../../words/dates.ts';
import { testWords } from '../../words/test-words.ts';
import { words } from '../../words/words.ts';

/** Whose test it is, and where it stands. */
export const OrderHead = ({ order: { record, assessment, determination } }: { readonly order: Order }) => {
  const [clock] = record.clocks;
  const code = record.codes.join(', ') || determination?.code || '';
  // Where no rule knows the payer, it has the name the message gave it.
  const payer = record.payer?.name ?? assessment?.payer;
  const facts = [testWords(code), code, payer, record.serviceDate && shortDay(record.serviceDate)].filter(Boolean);
  return (
    <header class="order-head">
      <a class="order-back no-print" href="/today" aria-keyshortcuts="Escape">
        <Icon name="back" />
        {words.order.back}
      </a>
      <div class="order-title">
        <h1>{record.patient?.name ?? words.today.noName}</h1>
        <StatePill state={record.state} />
        {clock ? <DueClock clock={clock} /> : null}
      </div>
      <p class="muted num">{facts.join(' · ')}</p>
    </header>
  );
};
