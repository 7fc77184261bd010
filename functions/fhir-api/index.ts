import { httpEntry, loadedLater } from '../../shared/lambda/http-entry.ts';
import { health } from './health.ts';
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
  ['prepare-request', 'send-request', 'withdraw-request', 'requests', 'request-sheet', 'exchanges'],
);
const maps = loadedLater(async () => (await import('./maps.ts')).maps, ['channel-map', 'coverage-map']);
const toRead = loadedLater(
  async () => (await import('./to-read.ts')).toRead,
  ['metadata', 'definition-read', 'definition-search', 'openapi', 'llms', 'page'],
);
const webhooks = loadedLater(
  async () => (await import('./webhooks.ts')).webhooks,
  ['webhook-list', 'webhook-messages', 'webhook-resend'],
);
export const handlers = { health, ...asks, ...onFile, ...desk, ...asking, ...maps, ...toRead, ...webhooks };
export const handler = httpEntry(handlers);
