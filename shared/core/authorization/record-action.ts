import { actionOf, type NextAction, nextStepOf } from '../decide/next-action.ts';
import { isWithdrawn } from '../model/message/order-status.ts';
import type { AuthorizationRecord } from './authorization.ts';
import { isPerformed } from './visits.ts';

/** Authorization was required and is missing, or does not fit. */
export const isUnauthorized = ({ advice, state }: Pick<AuthorizationRecord, 'advice' | 'state'>): boolean =>
  advice === 'fix-authorization' || state === 'required' || state === 'information-needed';

type Standing = Pick<
  AuthorizationRecord,
  'advice' | 'state' | 'bookable' | 'payerAwaits' | 'orderStatus' | 'bookings' | 'units'
>;

/** The next action on an order's authorization and its owner; `dueBy` is the day the payer's clock runs out. */
export const recordActionOf = (record: Standing, dueBy?: string): NextAction => {
  if (isWithdrawn(record.orderStatus)) return actionOf({ code: 'none' });
  if (isPerformed(record)) return actionOf({ code: isUnauthorized(record) ? 'request-retro' : 'none' });
  return actionOf(nextStepOf(record), dueBy);
};
