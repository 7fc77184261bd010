import type { CardFeedback } from '../../core/model/card-feedback.ts';

export interface FeedbackStore {
  /** The same card, outcome and instant twice is stored once. */
  put(tenant: string, feedback: readonly CardFeedback[]): Promise<void>;
  /** Of one service between two instants, both included. */
  list(tenant: string, service: string, from: string, to: string): Promise<readonly CardFeedback[]>;
}
