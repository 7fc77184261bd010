import type { RequestContent } from '../../../core/submission/request-content.ts';
import type { InterchangeParties } from '../../syntax/write-x12.ts';

/** A request, its change, its withdrawal or an inquiry after it, and who sends it to whom. */
export interface ReviewToWrite extends InterchangeParties {
  readonly what: 'submit' | 'update' | 'cancel' | 'inquire';
  readonly content: RequestContent;
  readonly messageId: string;
  /** ISO instant. */
  readonly at: string;
  /** Our number at the receiver. */
  readonly submitterId: string;
  /** What the payer called its undecided file of the request before. */
  readonly reference?: string;
}
