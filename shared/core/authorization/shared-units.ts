import type { Approval } from '../model/approval.ts';
import { sameNumber } from '../model/keys/plain-number.ts';
import { isWithdrawn } from '../model/message/order-status.ts';
import { approves } from '../policy/named-numbers.ts';
import type { AuthorizationRecord } from './authorization.ts';
import type { Booking } from './booking.ts';
import { holdsNumber } from './payer-decisions.ts';
import { unitsDone, unitsUsed } from './visits.ts';

/** An order, and every payer decision on it. */
interface Holder {
  readonly record: Pick<AuthorizationRecord, 'source' | 'orderId' | 'bookings' | 'orderStatus' | 'units'>;
  readonly decisions: readonly Approval[];
}

const isAlike = (a: Approval, b: Approval): boolean =>
  a.codes.length === 0 || b.codes.length === 0 || a.codes.some((code) => b.codes.includes(code));

/** What an order holds of the same approval: by number, for one of its codes. */
const heldOf = ({ decisions }: Holder, approval: Approval): Approval | undefined =>
  approval.number !== undefined && holdsNumber(decisions, approval.number)
    ? decisions.find((one) => approves(one) && sameNumber(one.number, approval.number) && isAlike(one, approval))
    : undefined;

const bookedUnder = ({ bookings = [] }: Holder['record'], number: string | undefined): readonly Booking[] =>
  bookings.filter((one) => one.state === 'booked' && one.answer === 'yes' && sameNumber(one.number, number));

/** Who comes first at one approval: an order whose visit is booked under it, then the one that had it earlier. */
const rankOf = ({ record }: Holder, held: Approval): string =>
  JSON.stringify([
    bookedUnder(record, held.number).length ? 0 : 1,
    held.recordedAt ?? held.receivedAt,
    record.source,
    record.orderId,
  ]);

/** Another order that still counts, or was done, has the number for the same test. */
export const isAlsoOn = (approval: Approval, others: readonly Holder[]): boolean =>
  others.some(
    (other) =>
      heldOf(other, approval) !== undefined &&
      (!isWithdrawn(other.record.orderStatus) || unitsDone(other.record.bookings) > 0),
  );

/**
 * Units of an approval that other orders of the patient under the same number have used, or, where they come first, will use.
 * One number may cover several orders; its units are there once.
 */
export const unitsElsewhere = (approval: Approval, own: Holder, others: readonly Holder[]): number => {
  const rank = rankOf(own, approval);
  return others.reduce((sum, other) => {
    const held = heldOf(other, approval);
    if (!held) return sum;
    const { record } = other;
    const done = unitsUsed(record, { ...held, unitsUsed: 0 });
    if (isWithdrawn(record.orderStatus) || record.orderStatus === 'completed' || rankOf(other, held) > rank)
      return sum + done;
    const booked = bookedUnder(record, held.number).reduce((units, { slot }) => units + (slot.units ?? 1), 0);
    return sum + Math.max(done + booked, record.units ?? 1);
  }, 0);
};
