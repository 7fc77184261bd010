import type { Approval } from '../model/approval.ts';
import type { AuthorizationRecord } from './authorization.ts';
import type { Booking } from './booking.ts';

type Booked = Pick<AuthorizationRecord, 'bookings' | 'orderStatus' | 'units'>;

/** Units of the visits that took place. */
export const unitsDone = (bookings: readonly Booking[] = []): number =>
  bookings.filter(({ state }) => state === 'fulfilled').reduce((sum, { slot }) => sum + (slot.units ?? 1), 0);

/** The order is completed, or as many units as ordered took place. */
export const isPerformed = ({ orderStatus, bookings = [], units = 1 }: Booked): boolean =>
  orderStatus === 'completed' || unitsDone(bookings) >= units;

/** Units of an approval used so far: by each visit that took place under its number, else by the order itself. */
export const unitsUsed = (record: Booked, { number, unitsUsed: known = 0 }: Approval): number => {
  const { bookings = [], orderStatus, units = 1 } = record;
  if (unitsDone(bookings) === 0) return known + (orderStatus === 'completed' ? units : 0);
  return known + unitsDone(bookings.filter((one) => one.number === number));
};

/** Approvals for the booking check: less what was used. */
export const withUses = (approvals: readonly Approval[], record: Booked): readonly Approval[] =>
  approvals.map((approval) =>
    approval.units === undefined ? approval : { ...approval, unitsUsed: unitsUsed(record, approval) },
  );

/** Visits that are booked. */
export const visitsOf = ({ bookings = [] }: Pick<AuthorizationRecord, 'bookings'>): readonly Booking[] =>
  bookings.filter(({ state }) => state !== 'cancelled');
