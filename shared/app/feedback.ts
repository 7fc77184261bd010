/** What a user did with one card. Free words of theirs are not kept. */
export interface Feedback {
  readonly service: string;
  /** `uuid` of the card. */
  readonly card: string;
  readonly outcome: 'accepted' | 'overridden';
  readonly suggestions: readonly string[];
  /** Code of the reason it was overridden for. */
  readonly reason?: string;
  /** ISO instant in UTC. */
  readonly at: string;
}

export interface FeedbackStore {
  /** The same card, outcome and instant twice is one. */
  put(tenant: string, feedback: readonly Feedback[]): Promise<void>;
  /** Of one service between two instants, both included. */
  list(tenant: string, service: string, from: string, to: string): Promise<readonly Feedback[]>;
}
