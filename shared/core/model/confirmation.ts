/** What the payer itself said of a member when it was asked; it outranks roster and message. */
export interface Confirmation {
  readonly inForce: boolean;
  /** Service date it was asked for, YYYY-MM-DD. */
  readonly on: string;
  readonly start?: string;
  readonly end?: string;
  /** Copays, deductibles … in the payer's own words; the writer passes them on, nobody else looks inside. */
  readonly benefits?: unknown;
}
