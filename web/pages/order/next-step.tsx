import type { Order } from '../../../client/index.ts';
import { Button } from '../../parts/button.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { toast } from '../../parts/toast.tsx';
import { actionWord } from '../../words/action-word.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';

const text = words.order;

/** Where a next action is done on this page. */
const PLACES: Readonly<Record<string, string>> = {
  'answer-question': '.question button',
  book: '#slot-card summary',
  'choose-slot': '#slot-card summary',
};

const goTo = (code: string): void => {
  const place = document.querySelector<HTMLElement>(PLACES[code] ?? '#record-card summary');
  place?.closest('details')?.setAttribute('open', '');
  place?.focus();
};

const read = async (says: string): Promise<void> => {
  await navigator.clipboard.writeText(says);
  toast(text.copied);
};

/** The answer in one sentence, and the one thing to do. */
export const NextStep = ({ order: { record, determination } }: { readonly order: Order }) => {
  const code = record.nextAction?.code ?? 'none';
  const aloud = said([record.disposition, record.nextStep].filter(Boolean).join(' '));
  return (
    <section class="order-next" aria-label={words.panel.next}>
      <Sentence says={record.disposition} />
      <p>{said(record.nextStep)}</p>
      {code === 'tell-payer' && record.nextAction?.channelSays ? <p>{said(record.nextAction.channelSays)}</p> : null}
      {record.payerReason ? <blockquote>{record.payerReason}</blockquote> : null}
      {(determination?.warnings ?? []).map((says) => (
        <p key={says} class="muted">
          {said(says)}
        </p>
      ))}
      <div class="choices no-print">
        {code === 'none' ? null : (
          <Button kind="main" press="e" onPress={() => goTo(code)}>
            {actionWord(code)}
          </Button>
        )}
        <details class="aloud">
          <summary>{text.readAloud}</summary>
          <p class="muted small">{text.readAloudSays}</p>
          <p>{aloud}</p>
          <Button onPress={() => void read(aloud)}>{text.copy}</Button>
        </details>
      </div>
    </section>
  );
};
