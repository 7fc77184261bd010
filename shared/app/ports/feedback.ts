import type { TenantId } from '../../core/model/keys/tenant-id.ts';
import type { CardFeedback } from '../../core/model/message/card-feedback.ts';

export interface FeedbackStore {
  /** The same card, outcome and instant twice is stored once. */
  put(tenant: TenantId, feedback: readonly CardFeedback[]): Promise<void>;
  /** Of one service between two instants, both included. */
  list(tenant: TenantId, service: string, from: string, to: string): Promise<readonly CardFeedback[]>;
}
