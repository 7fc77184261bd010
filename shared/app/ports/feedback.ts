import type { CardFeedback } from '../../core/model/card-feedback.ts';
import type { TenantId } from '../../core/model/tenant-id.ts';

export interface FeedbackStore {
  /** The same card, outcome and instant twice is stored once. */
  put(tenant: TenantId, feedback: readonly CardFeedback[]): Promise<void>;
  /** Of one service between two instants, both included. */
  list(tenant: TenantId, service: string, from: string, to: string): Promise<readonly CardFeedback[]>;
}
