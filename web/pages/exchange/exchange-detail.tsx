import { Sentence } from '../../parts/sentence.tsx';
import { StatePill } from '../../parts/state-pill.tsx';
import { enExchange } from '../../words/en-exchange.ts';
import { said } from '../../words/said.ts';
import { type Fired, pretty } from './fire-situation.ts';

const text = enExchange;
/** A part that scrolls takes the focus, so that keys can scroll it. */
const SCROLLS = { tabIndex: 0 } as const;

export const Wire = ({
  title,
  head,
  body,
}: {
  readonly title: string;
  readonly head: string;
  readonly body: string;
}) => (
  <section class="wire">
    <h2>{title}</h2>
    <p class="muted small num">{head}</p>
    <pre {...SCROLLS} class="json">
      {pretty(body)}
    </pre>
  </section>
);

/** One message: what was sent, what came back, and what a person saw of it. */
export const ExchangeDetail = ({ fired }: { readonly fired: Fired }) => {
  const { exchange, record, slot } = fired;
  return (
    <div class="exchange-detail">
      <section class="wire" aria-live="polite">
        <h2>{text.saw}</h2>
        {record ? (
          <div class="card stack-small">
            <StatePill state={slot ? slot.state : record.state} />
            <Sentence says={slot ? (slot.reasons[0]?.says ?? '') : record.disposition} />
            <p>{said(slot ? slot.nextStep : record.nextStep)}</p>
            <a href={`/order#${[record.order, record.source ?? ''].map(encodeURIComponent).join('/')}`}>
              {text.openOrder}
            </a>
          </div>
        ) : (
          <div class="card">
            <StatePill state={undefined} />
          </div>
        )}
      </section>
      <Wire title={text.request} head={`${exchange.method} ${exchange.path}`} body={exchange.request ?? ''} />
      <Wire
        title={text.response}
        head={[
          text.status(exchange.status, exchange.ms),
          exchange.correlationId && `${text.correlation} ${exchange.correlationId}`,
        ]
          .filter(Boolean)
          .join(' · ')}
        body={exchange.response}
      />
    </div>
  );
};
