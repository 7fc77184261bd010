import { reviewAppeal } from './review-appeal.ts';
import { reviewPeer } from './review-peer.ts';
import { reviewWithdrawAppeal } from './review-withdraw-appeal.ts';

/** What follows a first decision. */
export const recourse = {
  'review-appeal': reviewAppeal,
  'review-withdraw-appeal': reviewWithdrawAppeal,
  'review-peer': reviewPeer,
};
