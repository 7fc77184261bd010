import type { Booking } from './booking.ts';

/** What an appointment book says of one visit and the orders it is for. */
export interface Visit extends Pick<Booking, 'appointment' | 'state' | 'slot'> {
  /** Ids their EHR gave the orders. */
  readonly orders: readonly string[];
  /** ISO instant; missing = arrival. */
  readonly lastUpdated?: string;
}
