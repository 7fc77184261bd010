import type { AuthorizationRecord } from '../../core/authorization/authorization.ts';
import { dueOf } from '../../core/authorization/due.ts';
import { newestOf } from '../../core/authorization/payer-decisions.ts';
import type { Approval } from '../../core/model/approval.ts';
import type { DueClock } from '../../core/model/determination.ts';
import type { Inquiry } from '../../core/model/message/inquiry.ts';
import type { PayerClock } from '../../core/model/ruleset.ts';
import type { Ports } from '../ports/ports.ts';

const UNITS: Readonly<Record<PayerClock['unit'], string>> = {
  hours: 'hours',
  'calendar-days': 'days',
  'working-days': 'working days',
};
const spanOf = ({ amount, unit }: PayerClock): string => `${amount} ${UNITS[unit]}`;

/** A pended request keeps the payer's clock running from receipt: days count from the local date. */
export const clocksAfter = (
  approvals: readonly Approval[],
  { payer, serviceDate, orderId }: AuthorizationRecord,
  { lines }: Pick<Inquiry, 'lines'>,
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
  const usual = due.evidence === 'illustrative' ? { usual: spanOf(due) } : {};
  return [{ kind: due === expedited ? 'payer-decision-expedited' : 'payer-decision', due: dueOf(due, from), ...usual }];
};
