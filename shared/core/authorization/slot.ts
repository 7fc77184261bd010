/** Distinct codes of one visit, and of all visits asked about at once: each is judged as a line of its own. */
export const MOST_CODES_OF_VISIT = 20;
export const MOST_CODES_AT_ONCE = 4_000;

/** A visit to be booked for an order. What is missing is as ordered. */
export interface Slot {
  /** ISO instants, UTC. */
  readonly start: string;
  readonly end?: string;
  /** Billing codes to be performed; none = as ordered. */
  readonly codes: readonly string[];
  readonly placeOfService?: string;
  /** Opaque keys as in `ServiceFacts`. */
  readonly facility?: string;
  readonly performer?: string;
  readonly units?: number;
}
