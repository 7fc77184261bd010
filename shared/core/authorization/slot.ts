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
