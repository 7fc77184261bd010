import { useSignal } from '@preact/signals';
import type { PayerRequest, RequestExchange } from '../../client/index.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { ago, longDay } from '../words/dates.ts';
import { said } from '../words/said.ts';
import { words } from '../words/words.ts';

const text = words.send;

interface SidesProps {
  readonly order: string;
  readonly source?: string | undefined;
  readonly exchange: RequestExchange;
}

/** One exchange; both sides are read when somebody wants to see them. */
const BothSides = ({ order, source, exchange: { name, what, outcome, at } }: SidesProps) => {
  const whole = useSignal<RequestExchange | undefined>(undefined);
  const read = async (): Promise<void> => {
    const found = await api().requests(order, { ...(source ? { source } : {}), exchange: name });
    whole.value = found.flatMap(({ exchanges }) => exchanges).find((one) => one.name === name);
  };
  return (
    <li class="stack-small">
      <span>
        {what}: {outcome} <span class="muted">{ago(at)}</span>
      </span>
      {whole.value ? (
        <>
          <strong>{text.sent}</strong>
          <pre class="both-sides">{whole.value.sent}</pre>
          <strong>{text.received}</strong>
          <pre class="both-sides">{whole.value.received ?? text.nothingBack}</pre>
        </>
      ) : (
        <Button kind="quiet" onPress={() => void read().catch(() => undefined)}>
          {text.show}
        </Button>
      )}
    </li>
  );
};

interface Props {
  readonly request: PayerRequest;
  readonly order: string;
  readonly source?: string | undefined;
}

/** A request as it stands: its way, what is missing or asked for, what the payer answers, and what went over the wire. */
export const RequestTold = ({ request, order, source }: Props) => {
  const { state, channel, says, contact, findings, needs, items, nextStep, exchanges } = request;
  const channels: Readonly<Record<string, string>> = text.channels;
  return (
    <div class="stack-small" role="status">
      <p>
        <strong>{text.states[state]}</strong> · {channels[channel] ?? channel}
      </p>
      <p class="muted">{said([says, contact].filter(Boolean).join(' '))}</p>
      {findings.length ? (
        <>
          <p>{text.missing(findings.length)}</p>
          <ul>
            {findings.map((one) => (
              <li key={one.id}>
                {said(one.says)} {said(one.fix)}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {needs.length ? (
        <>
          <p>{text.asked}</p>
          <ul>
            {needs.map((one) => (
              <li key={one.says}>
                {said(one.says)} {one.due ? text.until(longDay(one.due)) : ''}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {items.length ? (
        <>
          <p>{text.answers}</p>
          <ul>
            {items.map((one) => (
              <li key={one.action}>
                {[
                  one.action,
                  one.number && text.number(one.number),
                  one.caseNumber && text.caseNumber(one.caseNumber),
                  ...one.reasons,
                ]
                  .filter(Boolean)
                  .join('. ')}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {nextStep ? <p>{said(nextStep)}</p> : null}
      {exchanges.length ? (
        <details>
          <summary>{text.exchanges}</summary>
          <ul>
            {exchanges.map((one) => (
              <BothSides key={one.name} order={order} source={source} exchange={one} />
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
};
