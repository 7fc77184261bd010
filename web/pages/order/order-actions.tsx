import { useEffect, useRef } from 'preact/hooks';
import type { Order } from '../../../client/index.ts';
import { CheckSlot } from '../../panel/check-slot.tsx';
import { RecordDecision } from '../../panel/record-decision.tsx';
import { SendRequest } from '../../panel/send-request.tsx';
import { mayRecord } from '../../state/roles.ts';
import { words } from '../../words/words.ts';

interface Props {
  readonly order: Order;
  readonly recording: number;
  readonly onReload: () => Promise<Order | undefined>;
}

const nothing = (): void => undefined;

/** To send the request, to record what the payer decided, and to check a slot: folded until wanted. */
export const OrderActions = ({ order, recording, onReload }: Props) => {
  const card = useRef<HTMLDetailsElement>(null);
  const { record } = order;
  useEffect(() => {
    if (!recording || !card.current) return;
    card.current.open = true;
    card.current.querySelector('select')?.focus();
  }, [recording]);
  return (
    <>
      {mayRecord.value ? (
        <details id="record-card" class="card" ref={card}>
          <summary>
            {words.record.title}
            <span class="kbd" aria-hidden="true">
              r
            </span>
          </summary>
          <RecordDecision order={order} onReload={onReload} onDone={nothing} />
        </details>
      ) : null}
      <details id="send-card" class="card">
        <summary>{words.send.title}</summary>
        <SendRequest order={order} onReload={onReload} />
      </details>
      <details id="slot-card" class="card">
        <summary>{words.slot.title}</summary>
        <CheckSlot order={record.order} source={record.source} date={record.serviceDate} />
      </details>
    </>
  );
};
