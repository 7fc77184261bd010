import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useOrder } from '../../panel/use-order.ts';
import { Button } from '../../parts/button.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useKeys } from '../../state/keys.ts';
import { words } from '../../words/words.ts';
import { FhirTab } from './fhir-tab.tsx';
import { address, followAddress } from './order-address.ts';
import { OrderHead } from './order-head.tsx';
import { OrderView } from './order-view.tsx';

const text = words.order;

/** One order: what to do, and why. */
export const OrderPage = () => {
  const { route } = useLocation();
  const tab = useSignal<'answer' | 'fhir'>('answer');
  const recording = useSignal(0);
  useEffect(followAddress, []);
  useEffect(() => {
    document.title = `${text.title} · ${words.product}`;
  }, []);
  const at = address.value;
  const { order, problem, reload } = useOrder(at?.id, at?.source);
  useKeys({
    Escape: () => route('/today'),
    r: (event) => {
      event.preventDefault();
      tab.value = 'answer';
      recording.value += 1;
    },
    e: () => document.querySelector<HTMLElement>('.order-next button, .question button')?.focus(),
  });
  if (!at)
    return (
      <EmptyState alone title={text.missing} says={text.missingSays}>
        <a class="button" href="/today">
          {text.back}
        </a>
      </EmptyState>
    );
  if (!order)
    return (
      <>
        <h1 class="visually-hidden">{text.title}</h1>
        {problem ? (
          <Notice tone="no" says={problem.says} more={problem.fix}>
            <Button onPress={() => void reload()}>{words.retry}</Button>
          </Notice>
        ) : (
          <p class="muted">{words.loading}</p>
        )}
      </>
    );
  return (
    <article class="order" key={`${at.id}/${at.source ?? ''}`}>
      <OrderHead order={order} />
      <Tabs
        label={text.tabs}
        chosen={tab.value}
        onChoose={(chosen) => {
          tab.value = chosen;
        }}
        tabs={[
          ['answer', text.answerTab, () => <OrderView order={order} recording={recording.value} onReload={reload} />],
          ['fhir', text.fhirTab, () => <FhirTab record={order.record} />],
        ]}
      />
    </article>
  );
};
