import type { ItemState } from '../../core/authorization/review-item.ts';
import type { ReviewWork } from '../../core/authorization/review-recourse.ts';
import type { RequestStanding } from '../../core/authorization/review-request.ts';

export const REVIEW_WORK_WORDS: Readonly<Record<ReviewWork, string>> = {
  decision: 'An item was not decided yet.',
  'second-signature': 'A decision against the request waits for another reviewer.',
  appeal: 'An appeal waits for another reviewer.',
  'peer-to-peer': 'A conversation with a reviewer was asked for, or lets a decision be reconsidered.',
};

export const REQUEST_STANDING_WORDS: Readonly<Record<RequestStanding, string>> = {
  pended: 'Every item waits for a decision.',
  'partly-decided': 'Some items wait for a decision.',
  decided: 'No item waits for a decision.',
  cancelled: 'The requester withdrew it.',
};

export const ITEM_STATE_WORDS: Readonly<Record<ItemState['is'], string>> = {
  certified: 'Certified as asked.',
  modified: 'Certified, another service than asked.',
  'partly-certified': 'Certified in part.',
  'not-required': 'No authorization is required.',
  referred: 'Whom to call was told.',
  pended: 'Waits for a decision.',
  denied: 'Refused by a licensed reviewer.',
  cancelled: 'Withdrawn by the requester.',
};
