import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { davinciConfiguration } from './davinci-configuration.ts';
import { pasInquire } from './pas-inquire.ts';
import { pasMetadata } from './pas-metadata.ts';
import { pasReview } from './pas-review.ts';
import { pasSubmit } from './pas-submit.ts';
import { reviewAssign } from './review-assign.ts';
import { reviewCase } from './review-case.ts';
import { reviewQueue } from './review-queue.ts';
import { subscriptions } from './subscriptions.ts';

/** By the name their routes call them. */
export const handlers = {
  'pas-submit': pasSubmit,
  'pas-inquire': pasInquire,
  'pas-review': pasReview,
  'review-queue': reviewQueue,
  'review-case': reviewCase,
  'review-assign': reviewAssign,
  'pas-metadata': pasMetadata,
  'davinci-configuration': davinciConfiguration,
  ...subscriptions,
};
export const handler = httpEntry(handlers);
