import type { Visit } from '../../../client/index.ts';

/** Tells a row from the others, whatever place it has in the list. */
export const keyOf = ({ source, orders, appointment, row }: Visit): string =>
  orders.length || appointment ? [source, orders.join('+'), appointment].join('|') : String(row);

/** Link to the order's view. The part behind # never leaves the browser. */
export const orderLink = ({ orders, source }: Pick<Visit, 'orders' | 'source'>): string =>
  `/order#${[orders[0], source]
    .filter(Boolean)
    .map((part) => encodeURIComponent(part ?? ''))
    .join('/')}`;
