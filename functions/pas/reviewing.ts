import { pasInquire } from './pas-inquire.ts';
import { pasReview } from './pas-review.ts';
import { pasSubmit } from './pas-submit.ts';
import { recourse } from './recourse.ts';
import { reviewAssign } from './review-assign.ts';
import { reviewCase } from './review-case.ts';
import { reviewConfirm } from './review-confirm.ts';
import { reviewQueue } from './review-queue.ts';
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
  'review-confirm': reviewConfirm,
  ...recourse,
};
