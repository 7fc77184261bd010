/** The last event received of a subscription. */
interface Position {
  /** Number of the newest event. */
  readonly number: number;
  /** ISO instant it was received. */
  readonly at: string;
}

export interface Subscriptions {
  position(tenant: string, source: string, subscription: string): Promise<Position | undefined>;
  /** Moves forward only, unless the subscription restarts. */
  advance(tenant: string, source: string, subscription: string, to: Position, startsAnew: boolean): Promise<void>;
}
