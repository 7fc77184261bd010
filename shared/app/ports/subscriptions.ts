/** How far the events of a subscription have been heard. */
interface Position {
  /** Number of the newest event. */
  readonly number: number;
  /** ISO instant it was heard. */
  readonly at: string;
}

export interface Subscriptions {
  position(tenant: string, source: string, subscription: string): Promise<Position | undefined>;
  /** Moves on, never back unless the subscription starts anew. */
  advance(tenant: string, source: string, subscription: string, to: Position, startsAnew: boolean): Promise<void>;
}
