import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ListedRequest, RequestExchange } from '../../../client/index.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ago } from '../../words/dates.ts';
import { enExchange } from '../../words/en-exchange.ts';
import { words } from '../../words/words.ts';
import { EndpointList } from './endpoint-list.tsx';
import { exchanges } from './exchange-store.ts';
import { PayerExchange } from './payer-exchange.tsx';
import { ReceivedList } from './received-list.tsx';

const { rows: requests, next, problem, waiting, showWaiting, showMore, open } = exchanges;

const text = enExchange;

interface Chosen {
  readonly request: ListedRequest;
  readonly name: string;
}

const isWell = ({ outcome }: RequestExchange): boolean => outcome === 'answered' || outcome === 'acknowledged';
const wordIn = (of: Readonly<Record<string, string>>, name: string): string => of[name] ?? name;
const channelWord = (channel: string): string => wordIn(words.send.channels, channel);

const RequestRows = ({
  request,
  chosen,
  onChoose,
}: {
  readonly request: ListedRequest;
  readonly chosen: string | undefined;
  readonly onChoose: (name: string) => void;
}) => (
  <li class="stack-small">
    <p class="request-head">
      <strong>{words.send.states[request.state]}</strong>
      <span class="num">{request.codes.join(', ')}</span>
      <span class="muted">
        {request.payer} · {channelWord(request.channel)}
      </span>
    </p>
    {request.exchanges.length ? (
      <ol class="time-line">
        {request.exchanges.map((one) => (
          <li key={one.name} class={isWell(one) ? 'is-yes' : 'is-no'}>
            <button
              type="button"
              class="shelf-row"
              aria-current={one.name === chosen ? 'step' : undefined}
              onClick={() => onChoose(one.name)}
            >
              <span class="time-mark">
                <Icon name={isWell(one) ? 'yes' : 'close'} />
              </span>
              <strong>
                {wordIn(text.whats, one.what)}: {wordIn(text.outcomes, one.outcome)}
              </strong>
              <span class="muted small num">{ago(one.at)}</span>
            </button>
          </li>
        ))}
      </ol>
    ) : (
      <p class="muted small">{text.byPeople}</p>
    )}
  </li>
);

/** Every exchange with a payer, of all orders, the last changed request first. */
export const PayerExchanges = () => {
  const chosen = useSignal<Chosen | undefined>(undefined);
  useEffect(() => open(), []);
  const list = requests.value;
  const first = list?.find(({ exchanges }) => exchanges.length > 0);
  const shown = chosen.value ?? (first?.exchanges[0] ? { request: first, name: first.exchanges[0].name } : undefined);
  return (
    <div class="view">
      <EndpointList />
      <ReceivedList />
      {problem.value ? <Notice tone="no" says={problem.value.says} more={problem.value.fix} /> : null}
      {waiting.value ? (
        <Notice says={text.newer}>
          <Button onPress={showWaiting}>{text.showNewer}</Button>
        </Notice>
      ) : null}
      {!list ? (
        problem.value ? null : (
          <p class="muted">{words.loading}</p>
        )
      ) : list.length === 0 ? (
        <EmptyState title={text.noRequests} says={text.noRequestsSays} />
      ) : (
        <div class="exchange">
          <nav aria-label={text.payers} class="stack">
            <ul class="requests">
              {list.map((request) => (
                <RequestRows
                  key={request.id}
                  request={request}
                  chosen={shown?.name}
                  onChoose={(name) => {
                    chosen.value = { request, name };
                  }}
                />
              ))}
            </ul>
            {next.value ? <Button onPress={() => void showMore()}>{text.more}</Button> : null}
          </nav>
          {shown ? (
            <PayerExchange key={shown.name} request={shown.request} name={shown.name} />
          ) : (
            <p class="muted">{text.chooseExchange}</p>
          )}
        </div>
      )}
    </div>
  );
};
