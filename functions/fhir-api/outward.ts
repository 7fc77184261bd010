import { loadedLater } from '../../shared/lambda/http-entry.ts';

const asking = loadedLater(
  async () => (await import('./asking.ts')).asking,
  ['prepare-request', 'send-request', 'withdraw-request', 'requests', 'request-sheet', 'exchanges'],
);
const maps = loadedLater(async () => (await import('./maps.ts')).maps, ['channel-map', 'coverage-map']);
const webhooks = loadedLater(
  async () => (await import('./webhooks.ts')).webhooks,
  ['webhook-list', 'webhook-messages', 'webhook-resend'],
);

/** What goes to payers and receivers, and how they are reached: less is asked of it than of the desk. */
export const outward = { ...asking, ...maps, ...webhooks };
