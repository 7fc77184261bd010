import { httpEntry, loadedLater } from '../../shared/lambda/http-entry.ts';
import { health } from './health.ts';
import { onFile } from './on-file.ts';
import { outward } from './outward.ts';

const asks = loadedLater(
  async () => (await import('./asks.ts')).asks,
  ['assess', 'ask-eligibility', 'eligibility-submit', 'claim-check', 'answer'],
);
const desk = loadedLater(
  async () => (await import('./desk.ts')).desk,
  ['bookable', 'follow-up', 'record-decision', 'worklist', 'worklist-days'],
);
const toRead = loadedLater(
  async () => (await import('./to-read.ts')).toRead,
  ['metadata', 'definition-read', 'definition-search', 'openapi', 'llms', 'page'],
);
export const handlers = { health, ...asks, ...onFile, ...desk, ...outward, ...toRead };
export const handler = httpEntry(handlers);
