import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ListedRequest, OrderRecord, RequestExchange } from '../../../client/index.ts';
import { api, type Problem, problemOf } from '../../api.ts';
import { Notice } from '../../parts/notice.tsx';
import { Sentence } from '../../parts/sentence.tsx';
import { StatePill } from '../../parts/state-pill.tsx';
import { clockDay, clockTime } from '../../words/dates.ts';
import { enExchange } from '../../words/en-exchange.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';
import { Wire } from './exchange-detail.tsx';

const text = enExchange;

/** Lines of a history are an instant and what is said of it. */
const saidIn = (line: string): string => line.slice(line.indexOf(' ') + 1);

const Saw = ({ record, request }: { readonly record: OrderRecord | undefined; readonly request: ListedRequest }) => (
  <section class="wire" aria-live="polite">
    <h2>{text.saw}</h2>
    <div class="card stack-small">
      <StatePill state={record?.state} />
      {record ? <Sentence says={record.disposition} /> : null}
      {record ? <p>{said(record.nextStep)}</p> : null}
      <p class="muted">{text.toldThen}</p>
      <ul>
        {request.history.map((line) => (
          <li key={line}>{said(saidIn(line))}</li>
        ))}
      </ul>
      <a href={`/order#${[request.order, request.source ?? ''].map(encodeURIComponent).join('/')}`}>{text.openOrder}</a>
    </div>
  </section>
);

/** One exchange with a payer: what the user saw of it, what was sent and what came back, as it went over the wire. */
export const PayerExchange = ({ request, name }: { readonly request: ListedRequest; readonly name: string }) => {
  const whole = useSignal<RequestExchange | undefined>(undefined);
  const record = useSignal<OrderRecord | undefined>(undefined);
  const problem = useSignal<Problem | undefined>(undefined);
  const { order, source, etag } = request;
  useEffect(() => {
    const from = source ? { source } : {};
    const read = async (): Promise<void> => {
      const [found, now] = await Promise.all([
        api().requests(order, { ...from, exchange: name }),
        api().record(order, from),
      ]);
      whole.value = found.flatMap(({ exchanges }) => exchanges).find((one) => one.name === name);
      record.value = now;
    };
    read().catch((error: unknown) => {
      problem.value = problemOf(error);
    });
  }, [name, etag]);
  const exchange = whole.value;
  if (problem.value) return <Notice tone="no" says={problem.value.says} more={problem.value.fix} />;
  if (!exchange) return <p class="muted">{words.loading}</p>;
  const at = new Date(exchange.at);
  return (
    <div class="exchange-detail">
      <Saw record={record.value} request={request} />
      <Wire
        title={text.sentTo}
        head={`${exchange.what} · ${clockDay(at)}, ${clockTime(at)}`}
        body={exchange.sent ?? ''}
      />
      <Wire title={text.cameBack} head={exchange.outcome} body={exchange.received ?? text.noBack} />
    </div>
  );
};
