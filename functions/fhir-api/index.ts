import { httpEntry, loadedLater } from '../../shared/lambda/http-entry.ts';
import { about } from './about.ts';
import { onFile } from './on-file.ts';

const asks = loadedLater(
  async () => (await import('./asks.ts')).asks,
  ['assess', 'eligibility-submit', 'claim-check', 'answer'],
);
const desk = loadedLater(
  async () => (await import('./desk.ts')).desk,
  ['bookable', 'follow-up', 'record-decision', 'worklist', 'worklist-days'],
);
const asking = loadedLater(
  async () => (await import('./asking.ts')).asking,
  ['prepare-request', 'send-request', 'withdraw-request', 'requests', 'request-sheet'],
);
const toRead = loadedLater(async () => (await import('./to-read.ts')).toRead, ['openapi', 'llms', 'page']);
export const handlers = { ...about, ...asks, ...onFile, ...desk, ...asking, ...toRead };
export const handler = httpEntry(handlers);
