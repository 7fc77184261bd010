/** What a user did with one card. Free text is not stored. */
export interface CardFeedback {
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
