import { actionOf, type NextAction, nextStepOf } from '../decide/next-action.ts';
import { isWithdrawn } from '../model/message/order-status.ts';
import type { AuthorizationRecord } from './authorization.ts';
import { stepWhenCancelled } from './cancelled-step.ts';
import { CONFIRM_COVERAGE } from './coverage-check.ts';
import { deadlineName } from './deadline.ts';
import { isHandedOver } from './request-standing.ts';
import { isPerformed } from './visits.ts';

/** Authorization was required and is missing, or does not fit. */
export const isUnauthorized = ({ advice, state }: Pick<AuthorizationRecord, 'advice' | 'state'>): boolean =>
  advice === 'fix-authorization' || state === 'required' || state === 'information-needed';

type Standing = Pick<
  AuthorizationRecord,
  | 'advice'
  | 'state'
  | 'bookable'
  | 'payerAwaits'
  | 'orderStatus'
  | 'bookings'
  | 'units'
  | 'coverage'
  | 'told'
  | 'requests'
> &
  Partial<Pick<AuthorizationRecord, 'clocks' | 'approvals'>>;

/** One of its clocks was announced as over: waiting on is no step. */
const isOverdue = ({ clocks = [], told = [] }: Standing): boolean =>
  clocks.some((clock) => told.includes(deadlineName(clock)));

/** The next action on an order's authorization and its owner; `dueBy` is the day the payer's clock runs out. */
export const recordActionOf = (record: Standing, dueBy?: string): NextAction => {
  if (isWithdrawn(record.orderStatus)) return actionOf(stepWhenCancelled(record));
  if (isPerformed(record)) return actionOf({ code: isUnauthorized(record) ? 'request-retro' : 'none' });
  const answered = record.coverage?.withheld ? CONFIRM_COVERAGE : nextStepOf(record);
  const isWaiting = answered.code === 'send-request' && isHandedOver(record.requests);
  const next = isWaiting ? { code: 'wait-for-payer' as const } : answered;
  return actionOf(next.code === 'wait-for-payer' && isOverdue(record) ? { code: 'ask-plan' } : next, dueBy);
};
