import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Order, PayerRequest } from '../../client/index.ts';
import { api } from '../api.ts';
import { Button } from '../parts/button.tsx';
import { mayRecord } from '../state/roles.ts';
import { said } from '../words/said.ts';
import { words } from '../words/words.ts';
import { ChangeProblem } from './change-problem.tsx';
import { RequestTold } from './request-told.tsx';
import { useChange } from './use-change.ts';

const text = words.send;

interface Props {
  readonly order: Order;
  readonly onReload: () => Promise<Order | undefined>;
}

const byMachine = ({ channel }: PayerRequest): boolean => channel === 'fhir-pas' || channel === 'x12-278';
const isOpen = ({ state }: PayerRequest): boolean => state === 'acknowledged' || state === 'pended';

/** A machine has it: the answer comes by itself. */
const isUnderWay = (request: PayerRequest | undefined): boolean =>
  request !== undefined && byMachine(request) && (request.state === 'sent' || isOpen(request));

/** How often an answer is looked for: one query of the table. */
const LOOK_MS = 5_000;

const sendWord = (request: PayerRequest): string => {
  if (isOpen(request)) return text.update;
  return byMachine(request) ? text.send : text.sendByHand;
};

/** The request an order makes to its payer: prepared, sent by one press, followed. */
export const SendRequest = ({ order, onReload }: Props) => {
  const { order: id, source } = order.record;
  const request = useSignal<PayerRequest | undefined>(undefined);
  const { problem, busy, run } = useChange();
  const from = source ? { source } : {};
  const read = async (): Promise<void> => {
    request.value = (await api().requests(id, from)).at(-1);
  };
  useEffect(() => {
    read().catch(() => undefined);
  }, [id, order.record.etag]);
  const underWay = isUnderWay(request.value);
  useEffect(() => {
    if (!underWay) return;
    const look = async (): Promise<void> => {
      const before = request.value?.etag;
      await read();
      if (request.value?.etag !== before) await onReload();
    };
    const timer = setInterval(() => {
      if (!document.hidden) look().catch(() => undefined);
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [id, underWay]);
  const change = (by: 'prepareRequest' | 'sendRequest' | 'withdrawRequest'): Promise<void> =>
    run(async () => {
      const etag = by === 'sendRequest' && request.value ? { etag: request.value.etag } : {};
      const done =
        by === 'prepareRequest' ? await api().prepareRequest(id, {}, from) : await api()[by](id, { ...from, ...etag });
      request.value = done ?? request.value;
      if (by !== 'prepareRequest') await onReload();
    });
  const now = request.value;
  const way = order.record.nextAction;
  const off = busy ? words.loading : undefined;
  const canPrepare = !now || (now.state !== 'sent' && now.state !== 'decided');
  const canSend = now && (now.state === 'ready' || isOpen(now));
  const canWithdraw = now && now.state !== 'withdrawn' && now.state !== 'failed';
  return (
    <div class="stack">
      {now ? (
        <RequestTold request={now} order={id} source={source} />
      ) : (
        <>
          {way?.channelSays ? (
            <p>
              {said(way.channelSays)} <span class="muted">{said(way.channelWhy ?? '')}</span>
            </p>
          ) : null}
          <p class="muted">{text.none}</p>
        </>
      )}
      <ChangeProblem problem={problem} record={undefined} />
      <div class="choices">
        {canPrepare ? (
          <Button off={off} onPress={() => void change('prepareRequest')}>
            {now ? text.again : text.prepare}
          </Button>
        ) : null}
        {canSend && mayRecord.value ? (
          <Button kind="main" off={off} onPress={() => void change('sendRequest')}>
            {sendWord(now)}
          </Button>
        ) : null}
        {canWithdraw && mayRecord.value ? (
          <Button kind="quiet" off={off} onPress={() => void change('withdrawRequest')}>
            {text.withdraw}
          </Button>
        ) : null}
      </div>
    </div>
  );
};
