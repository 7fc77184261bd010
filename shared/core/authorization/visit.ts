import type { Booking } from './booking.ts';

/** One visit and the orders it is for, as a scheduling system reports it. */
export interface Visit extends Pick<Booking, 'appointment' | 'state' | 'slot'> {
  /** Ids of the orders in their EHR. */
  readonly orders: readonly string[];
  /** ISO instant; missing = arrival. */
  readonly lastUpdated?: string;
}
