import type { SimulatedOrder, Simulation } from '../../../client/index.ts';
import { Notice } from '../../parts/notice.tsx';
import { shortDay } from '../../words/dates.ts';
import { said } from '../../words/said.ts';
import { words } from '../../words/words.ts';

const text = words.rules;
/** A part that scrolls takes the focus, so that keys can scroll it. */
const SCROLLS = { tabIndex: 0 } as const;

const OrderTable = ({ title, orders }: { readonly title: string; readonly orders: readonly SimulatedOrder[] }) =>
  orders.length ? (
    <section {...SCROLLS} class="scroll" aria-label={title}>
      <table class="plain">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{text.order}</th>
            <th scope="col">{text.day}</th>
            <th scope="col">{text.from}</th>
            <th scope="col">{text.to}</th>
            <th scope="col">{text.why}</th>
          </tr>
        </thead>
        <tbody>
          {orders.map(({ source, orderId, serviceDate, from, to, why }) => (
            <tr key={`${source} ${orderId}`}>
              <th scope="row">{orderId}</th>
              <td class="num">{shortDay(serviceDate)}</td>
              <td>{from}</td>
              <td>{to}</td>
              <td>{said(why.join('; '))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  ) : null;

const flipsIn = ({ kinds }: Simulation): number => Object.values(kinds).reduce((sum, count) => sum + count, 0);

/** What the pack would change on the orders on file: stands before the step that makes it answer. */
export const SimulationView = ({ simulation }: { readonly simulation: Simulation }) => {
  const { state, orders, tests, unread, flips, atRisk, atRiskCount } = simulation;
  if (state === 'running') return <Notice tone="wait" says={text.running(orders)} />;
  const count = flipsIn(simulation);
  return (
    <div class="stack">
      <p class="simulation-result" role="status">
        {text.result(count, atRiskCount)}
      </p>
      <p class="muted">
        {text.looked(orders, tests)} {unread ? text.unread(unread) : ''}
      </p>
      <OrderTable title={text.risk} orders={atRisk} />
      <OrderTable title={text.flips} orders={flips} />
    </div>
  );
};
