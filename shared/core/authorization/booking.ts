import type { Determination } from '../model/determination.ts';
import type { Slot } from './slot.ts';

/** A visit of an order as its appointment book last told it. */
export interface Booking {
  /** Id the appointment book gave it. */
  readonly appointment: string;
  readonly state: 'booked' | 'cancelled' | 'fulfilled';
  /** ISO instant of that version; missing = arrival. */
  readonly lastUpdated: string;
  readonly slot: Slot;
  /** Local date of the site. */
  readonly date: string;
  /** What the gate last said of it, on which determination, and the approval it goes by. */
  readonly answer: Determination['bookable'];
  readonly checkedOn: string;
  readonly number?: string;
}
