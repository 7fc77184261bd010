import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Order } from '../../../client/index.ts';
import { CheckSlot } from '../../panel/check-slot.tsx';
import { RecordDecision } from '../../panel/record-decision.tsx';
import { mayRecord } from '../../state/roles.ts';
import { useLoaded } from '../../state/use-loaded.ts';
import { words } from '../../words/words.ts';

const loadSend = () => import('../../panel/send-request.tsx');

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
  // Loaded for who opens it: an order's view makes no call for it.
  const sending = useSignal(false);
  const send = useLoaded(loadSend, sending.value);
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
      <details
        id="send-card"
        class="card"
        onToggle={({ currentTarget }) => {
          sending.value = currentTarget.open;
        }}
      >
        <summary>{words.send.title}</summary>
        {send ? <send.SendRequest order={order} onReload={onReload} /> : null}
      </details>
      <details id="slot-card" class="card">
        <summary>{words.slot.title}</summary>
        <CheckSlot order={record.order} source={record.source} date={record.serviceDate} />
      </details>
    </>
  );
};
