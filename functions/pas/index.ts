import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { davinciConfiguration } from './davinci-configuration.ts';
import { pasInquire } from './pas-inquire.ts';
import { pasMetadata } from './pas-metadata.ts';
import { pasReview } from './pas-review.ts';
import { pasSubmit } from './pas-submit.ts';
import { submitAttachment } from './submit-attachment.ts';
import { subscriptions } from './subscriptions.ts';

/** By the name their routes call them. */
export const handlers = {
  'pas-submit': pasSubmit,
  'pas-inquire': pasInquire,
  'pas-review': pasReview,
  'submit-attachment': submitAttachment,
  'pas-metadata': pasMetadata,
  'davinci-configuration': davinciConfiguration,
  ...subscriptions,
};
export const handler = httpEntry(handlers);
