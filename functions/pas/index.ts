import { httpEntry, loadedLater } from '../../shared/lambda/http-entry.ts';
import { davinciConfiguration } from './davinci-configuration.ts';
import { pasMetadata } from './pas-metadata.ts';
import { subscriptions } from './subscriptions.ts';

const reviewing = loadedLater(
  async () => (await import('./reviewing.ts')).reviewing,
  [
    ...(['pas-submit', 'pas-inquire', 'pas-review', 'submit-attachment'] as const),
    ...(['review-queue', 'review-case', 'review-assign', 'review-appeal', 'review-confirm', 'review-peer'] as const),
    'review-withdraw-appeal' as const,
  ],
);
const measuring = loadedLater(
  async () => (await import('./measuring.ts')).measuring,
  ['pas-metric-data', 'pas-metric-report'],
);
const about = { 'pas-metadata': pasMetadata, 'davinci-configuration': davinciConfiguration };
/** By the name their routes call them. */
export const handlers = { ...reviewing, ...measuring, ...subscriptions, ...about };
export const handler = httpEntry(handlers);
