import type { Order } from '../../../client/index.ts';
import { AnswerQuestion } from '../../panel/answer-question.tsx';
import { AskEligibility } from '../../panel/ask-eligibility.tsx';
import { FollowUpForm } from '../../panel/follow-up-form.tsx';
import { Alternatives } from '../../parts/alternatives.tsx';
import { Criteria } from '../../parts/criteria.tsx';
import { Documents } from '../../parts/documents.tsx';
import { Findings } from '../../parts/findings.tsx';
import { PatientShare } from '../../parts/patient-share.tsx';
import { RuleLine } from '../../parts/rule-line.tsx';
import { WindowLine } from '../../parts/window-line.tsx';
import { mayFollowUp } from '../../state/roles.ts';
import { mayAnswer } from '../../state/views.ts';
import { words } from '../../words/words.ts';
import { History } from './history.tsx';
import { NextStep } from './next-step.tsx';
import { OrderActions } from './order-actions.tsx';

interface Props {
  readonly order: Order;
  /** Counts up each time somebody asks to record a decision. */
  readonly recording: number;
  readonly onReload: () => Promise<Order | undefined>;
}

const nothing = (): void => undefined;

/** The sentence first, then what is asked, then why. */
export const OrderView = ({ order, recording, onReload }: Props) => {
  const { record, determination, assessment } = order;
  return (
    <div class="order-columns">
      <div class="order-main">
        <NextStep order={order} />
        {determination?.missing.length && mayAnswer.value ? (
          <section class="block" aria-labelledby="question-title">
            <h2 id="question-title">{words.order.question}</h2>
            <AnswerQuestion order={order} onReload={onReload} onDone={nothing} />
          </section>
        ) : null}
        {determination ? <Findings findings={determination.findings} /> : null}
        {determination ? <Criteria determination={determination} /> : null}
        <WindowLine
          from={record.window?.start}
          to={record.window?.end}
          visit={record.serviceDate}
          coverageEnds={assessment?.coverageEnds}
          unitsLeft={record.unitsLeft}
          unitsUsed={record.unitsUsed}
        />
        <PatientShare share={determination?.patientShare} plan={determination?.payerPlan} />
        {mayAnswer.value ? <AskEligibility order={order} onReload={onReload} /> : null}
        {determination ? <Alternatives alternatives={determination.alternatives} /> : null}
        <History history={record.history} />
        {determination ? <RuleLine determination={determination} /> : null}
      </div>
      <aside class="order-side">
        <Documents kinds={record.documents} />
        <OrderActions order={order} recording={recording} onReload={onReload} />
        {mayFollowUp.value ? (
          <section class="card" aria-labelledby="follow-title">
            <h2 id="follow-title">{words.follow.title}</h2>
            <FollowUpForm key={record.order} order={order} onReload={onReload} onDone={nothing} />
          </section>
        ) : null}
      </aside>
    </div>
  );
};
