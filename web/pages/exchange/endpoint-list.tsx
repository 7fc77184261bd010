import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { EndpointHealth } from '../../../client/index.ts';
import { api } from '../../api.ts';
import { now } from '../../clock.ts';
import { Icon } from '../../parts/icon.tsx';
import { ago, clockTime } from '../../words/dates.ts';
import { enExchange } from '../../words/en-exchange.ts';
import { words } from '../../words/words.ts';

const text = enExchange;
const LOOK_MS = 15_000;

const standingOf = ({ restsUntil, exchanges, failures }: EndpointHealth) => {
  if (restsUntil && new Date(restsUntil) > now())
    return { icon: 'wait', says: text.resting(clockTime(new Date(restsUntil))), tone: 'wait' } as const;
  if (exchanges === 0) return { icon: 'ask', says: text.unused, tone: 'none' } as const;
  return failures > 0
    ? ({ icon: 'no', says: text.failing, tone: 'no' } as const)
    : ({ icon: 'yes', says: text.answering, tone: 'yes' } as const);
};

const lineOf = ({ exchanges, lastSuccess, lastFailure, problem }: EndpointHealth): string =>
  [
    exchanges ? text.exchanged(exchanges) : text.neverUsed,
    lastSuccess && text.lastSuccess(ago(lastSuccess)),
    lastFailure && text.lastFailure(ago(lastFailure), problem ?? ''),
  ]
    .filter(Boolean)
    .join(' · ');

/** How each endpoint of a payer answers, from the channel map. */
export const EndpointList = () => {
  const endpoints = useSignal<readonly EndpointHealth[] | undefined>(undefined);
  useEffect(() => {
    const look = (): void => {
      if (document.hidden) return;
      api()
        .endpoints()
        .then(
          (found) => {
            endpoints.value = found;
          },
          () => undefined,
        );
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  const found = endpoints.value;
  if (!found) return null;
  const channels: Readonly<Record<string, string>> = words.send.channels;
  return (
    <section class="stack-small">
      <h2>{text.endpoints}</h2>
      {found.length ? (
        <ul class="endpoints">
          {found.map((one) => {
            const { icon, says, tone } = standingOf(one);
            return (
              <li key={one.name} class={`card endpoint is-${tone}`}>
                <span class="time-mark">
                  <Icon name={icon} />
                </span>
                <div>
                  <strong>{one.name}</strong> <span class="muted">{channels[one.channel] ?? one.channel}</span>
                  <p>{says}</p>
                  <p class="muted small num">{lineOf(one)}</p>
                </div>
              </li>
            );
          })}
        </ul>
      ) : (
        <p class="muted">{text.noEndpoints}</p>
      )}
    </section>
  );
};
