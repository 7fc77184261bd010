import type { Determination } from '../model/determination.ts';
import type { Slot } from './slot.ts';

/** A visit of an order as its appointment book last reported it. */
export interface Booking {
  /** Id the appointment book gave it. */
  readonly appointment: string;
  readonly state: 'booked' | 'cancelled' | 'fulfilled';
  /** ISO instant of that version; missing = arrival. */
  readonly lastUpdated: string;
  readonly slot: Slot;
  /** Local date of the site. */
  readonly date: string;
  /** The last answer of the booking check, on which determination, and the approval it goes by. */
  readonly answer: Determination['bookable'];
  readonly checkedOn: string;
  readonly number?: string;
}

/** How many visits of one order are remembered; a cancelled one makes room first. */
const REMEMBERED = 10;

const isSame = (a: Booking, { state, slot }: Pick<Booking, 'state' | 'slot'>): boolean =>
  a.state === state && JSON.stringify(a.slot) === JSON.stringify(slot);

/** Nothing new: the visit is known as it is, or by a later version. */
export const isKnownVisit = (
  bookings: readonly Booking[] = [],
  visit: Pick<Booking, 'appointment' | 'state' | 'slot' | 'lastUpdated'>,
): boolean => {
  const before = bookings.find(({ appointment }) => appointment === visit.appointment);
  return before !== undefined && (isSame(before, visit) || before.lastUpdated > visit.lastUpdated);
};

/** The visits with one of them replaced or added, the latest report first. */
export const withBooking = (bookings: readonly Booking[] = [], told: Booking): readonly Booking[] => {
  const all = [told, ...bookings.filter(({ appointment }) => appointment !== told.appointment)];
  return all.length <= REMEMBERED
    ? all
    : all.sort((a, b) => Number(a.state === 'cancelled') - Number(b.state === 'cancelled')).slice(0, REMEMBERED);
};
