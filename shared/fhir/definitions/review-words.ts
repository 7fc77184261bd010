import type { ItemState, RequestStanding } from '../../core/authorization/review-request.ts';

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
