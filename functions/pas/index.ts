import { httpEntry, loadedLater } from '../../shared/lambda/http-entry.ts';
import { davinciConfiguration } from './davinci-configuration.ts';
import { pasMetadata } from './pas-metadata.ts';

const reviewing = loadedLater(
  async () => (await import('./reviewing.ts')).reviewing,
  ['pas-submit', 'pas-inquire', 'pas-review', 'review-queue', 'review-case', 'review-assign'],
);
/** By the name their routes call them. */
export const handlers = { ...reviewing, 'pas-metadata': pasMetadata, 'davinci-configuration': davinciConfiguration };
export const handler = httpEntry(handlers);
