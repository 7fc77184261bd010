import type { Order, Visit } from '../../client/index.ts';
import { Documents } from '../parts/documents.tsx';
import { mayRecord } from '../state/roles.ts';
import { mayAnswer } from '../state/views.ts';
import { words } from '../words/words.ts';
import { AnswerQuestion } from './answer-question.tsx';
import { CheckSlot } from './check-slot.tsx';
import type { Mode } from './mode.ts';
import { RecordDecision } from './record-decision.tsx';

/** What the panel offers for a next action; an action without a form of its own is done elsewhere and only told. */
const FORMS: Readonly<Record<string, 'question' | 'slot' | 'record'>> = {
  'answer-question': 'question',
  book: 'slot',
  'choose-slot': 'slot',
  'send-request': 'record',
  'send-documents': 'record',
  'fix-authorization': 'record',
  'wait-for-payer': 'record',
  'ask-plan': 'record',
  appeal: 'record',
  'request-retro': 'record',
  'tell-payer': 'record',
};

interface Props {
  readonly visit: Visit;
  readonly mode: Mode;
  readonly order: Order;
  readonly since?: string;
  readonly onReload: () => Promise<Order | undefined>;
  readonly onDone: () => void;
}

export const ActionBody = ({ visit, mode, order, since, onReload, onDone }: Props) => {
  const form = mode === 'record' ? 'record' : FORMS[visit.nextAction?.code ?? ''];
  const [id] = visit.orders;
  if (form === 'question' && mayAnswer.value)
    return <AnswerQuestion order={order} onReload={onReload} onDone={onDone} />;
  if (form === 'slot' && id)
    return <CheckSlot focus order={id} source={visit.source} start={visit.start} date={visit.date} since={since} />;
  if (form !== 'record') return null;
  if (!mayRecord.value) return <p class="muted">{words.record.notYours}</p>;
  return (
    <>
      {mode === 'next' ? <Documents kinds={order.record.documents} /> : null}
      <section class="stack" aria-labelledby="record-title">
        <h3 id="record-title">{words.record.title}</h3>
        <RecordDecision order={order} focus onReload={onReload} onDone={onDone} />
      </section>
    </>
  );
};
