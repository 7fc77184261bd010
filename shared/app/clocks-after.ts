import type { AuthorizationRecord } from '../core/authorization.ts';
import type { Approval, DueClock } from '../core/determination.ts';
import { dueOf } from '../core/due.ts';
import type { Inquiry } from '../core/inquiry.ts';
import type { Ports } from './ports.ts';
import { newestOf } from './recorded-decisions.ts';

/** A request that is pended keeps the payer's clock running from its receipt: days count from the local date. */
export const clocksAfter = (
  approvals: readonly Approval[],
  { payer, serviceDate, orderId }: AuthorizationRecord,
  { lines }: Inquiry,
  timeZone: string,
  { rules, clock }: Pick<Ports, 'rules' | 'clock'>,
): readonly DueClock[] => {
  const newest = newestOf(approvals);
  const bundle = payer ? rules.select(payer, serviceDate) : undefined;
  if (newest?.decision !== 'pended' || !bundle || bundle === 'ambiguous') return [];
  const { standard, expedited } = bundle.ruleset.clocks;
  const urgent = lines.some(
    ({ order, urgency }) => order === orderId && urgency !== undefined && urgency !== 'routine',
  );
  const due = urgent && expedited ? expedited : standard;
  if (!due) return [];
  const from = due.unit === 'hours' ? newest.receivedAt : clock.dateIn(timeZone, newest.receivedAt);
  return [{ kind: due === expedited ? 'payer-decision-expedited' : 'payer-decision', due: dueOf(due, from) }];
};
