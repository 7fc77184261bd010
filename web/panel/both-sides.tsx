import { useSignal } from '@preact/signals';
import type { RequestExchange } from '../../client/index.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { ago } from '../words/dates.ts';
import { words } from '../words/words.ts';

const text = words.send;

interface SidesProps {
  readonly order: string;
  readonly source?: string | undefined;
  readonly exchange: RequestExchange;
}

/** One exchange; both sides are read when somebody wants to see them. */
export const BothSides = ({ order, source, exchange: { name, what, outcome, at } }: SidesProps) => {
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
