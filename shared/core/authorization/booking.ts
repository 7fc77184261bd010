import type { Determination } from '../model/determination.ts';
import type { Slot } from './slot.ts';

/** A visit of an order as the scheduling system last reported it. */
export interface Booking {
  /** Its id in the scheduling system. */
  readonly appointment: string;
  readonly state: 'booked' | 'cancelled' | 'fulfilled';
  /** ISO instant of that version; missing = arrival. */
  readonly lastUpdated: string;
  readonly slot: Slot;
  /** Local date of the site. */
  readonly date: string;
  /** The last answer of the booking check, its determination, and the approval it is based on. */
  readonly answer: Determination['bookable'];
  readonly checkedOn: string;
  readonly number?: string;
}

/** Visits kept per order; cancelled ones are dropped first. */
const REMEMBERED = 10;

const isSame = (a: Booking, { state, slot }: Pick<Booking, 'state' | 'slot'>): boolean =>
  a.state === state && JSON.stringify(a.slot) === JSON.stringify(slot);

/** Nothing new: this visit is recorded already, or a later version of it is. */
export const isKnownVisit = (
  bookings: readonly Booking[] = [],
  visit: Pick<Booking, 'appointment' | 'state' | 'slot' | 'lastUpdated'>,
): boolean => {
  const before = bookings.find(({ appointment }) => appointment === visit.appointment);
  return before !== undefined && (isSame(before, visit) || before.lastUpdated > visit.lastUpdated);
};

/** The visits with one replaced or added, the latest report first. */
export const withBooking = (bookings: readonly Booking[] = [], told: Booking): readonly Booking[] => {
  const all = [told, ...bookings.filter(({ appointment }) => appointment !== told.appointment)];
  return all.length <= REMEMBERED
    ? all
    : all.sort((a, b) => Number(a.state === 'cancelled') - Number(b.state === 'cancelled')).slice(0, REMEMBERED);
};
