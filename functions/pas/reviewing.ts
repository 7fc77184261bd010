import { pasInquire } from './pas-inquire.ts';
import { pasReview } from './pas-review.ts';
import { pasSubmit } from './pas-submit.ts';
import { reviewAppeal } from './review-appeal.ts';
import { reviewAssign } from './review-assign.ts';
import { reviewCase } from './review-case.ts';
import { reviewConfirm } from './review-confirm.ts';
import { reviewPeer } from './review-peer.ts';
import { reviewQueue } from './review-queue.ts';
import { reviewWithdrawAppeal } from './review-withdraw-appeal.ts';
import { submitAttachment } from './submit-attachment.ts';

/** What is asked of us as a payer: loaded together. */
export const reviewing = {
  'pas-submit': pasSubmit,
  'pas-inquire': pasInquire,
  'pas-review': pasReview,
  'submit-attachment': submitAttachment,
  'review-queue': reviewQueue,
  'review-case': reviewCase,
  'review-assign': reviewAssign,
  'review-appeal': reviewAppeal,
  'review-confirm': reviewConfirm,
  'review-peer': reviewPeer,
  'review-withdraw-appeal': reviewWithdrawAppeal,
};
