import { isWithdrawn } from '../model/message/order-status.ts';
import type { AuthorizationRecord } from './authorization.ts';
import type { Booking } from './booking.ts';
import { stepWhenCancelled } from './cancelled-step.ts';
import { isPerformed } from './visits.ts';

type Dated = Pick<AuthorizationRecord, 'serviceDate' | 'bookings'>;

/** Every day a version of a record has to do with, listed there or not. */
export const daysOf = (...records: readonly (Dated | undefined)[]): readonly string[] => [
  ...new Set(
    records.flatMap((record) =>
      record ? [record.serviceDate, ...(record.bookings ?? []).map(({ date }) => date)] : [],
    ),
  ),
];

/** A visit, or an order that waits for one. */
export interface ListedVisit {
  readonly record: AuthorizationRecord;
  readonly booking?: Booking;
  /** Local day of the site. */
  readonly date: string;
}

/**
 * Where an order stands in the days' lists: at each visit it is booked for; without one, on its service date, unless it is
 * done, or cancelled with nothing left to take back at the payer. Visits that were kept are no work any more.
 */
export const listedVisits = (record: AuthorizationRecord): readonly ListedVisit[] => {
  const booked = (record.bookings ?? []).filter(({ state }) => state === 'booked');
  if (booked.length) return booked.map((booking) => ({ record, booking, date: booking.date }));
  const isOver = isWithdrawn(record.orderStatus) ? stepWhenCancelled(record).code === 'none' : isPerformed(record);
  return isOver ? [] : [{ record, date: record.serviceDate }];
};
