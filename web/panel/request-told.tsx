import type { PayerRequest } from '../../client/index.ts';
import { ListOf } from '../parts/list-of.tsx';
import { longDay } from '../words/dates.ts';
import { said } from '../words/said.ts';
import { words } from '../words/words.ts';
import { BothSides } from './both-sides.tsx';

const text = words.send;

const itemWords = ({ action, number, caseNumber, reasons }: PayerRequest['items'][number]): string =>
  [action, number && text.number(number), caseNumber && text.caseNumber(caseNumber), ...reasons]
    .filter((one) => one !== undefined && one !== '')
    .map((one) => (/[.?!]$/.test(String(one)) ? one : `${one}.`))
    .join(' ');

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
      <ListOf
        title={state === 'draft' ? text.missing(findings.length) : text.toSettle(findings.length)}
        lines={findings.map((one) => `${said(one.says)} ${said(one.fix)}`)}
      />
      <ListOf
        title={text.asked}
        lines={needs.map((one) => [said(one.says), one.due && text.until(longDay(one.due))].filter(Boolean).join(' '))}
      />
      <ListOf title={text.answers} lines={items.map(itemWords)} />
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
