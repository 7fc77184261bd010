/** A visit someone wants to book for an order. What it leaves out is as ordered. */
export interface Slot {
  /** ISO instants, UTC. */
  readonly start: string;
  readonly end?: string;
  /** Billing codes to be done; none = as ordered. */
  readonly codes: readonly string[];
  readonly placeOfService?: string;
  /** Opaque keys as in `ServiceFacts`. */
  readonly facility?: string;
  readonly performer?: string;
  readonly units?: number;
}
