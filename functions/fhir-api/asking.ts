import { loadedLater } from '../../shared/lambda/http-entry.ts';

/** The request an order makes to its payer, each loaded by its first call. */
export const asking = {
  'prepare-request': loadedLater(() => import('./prepare-request.ts'), 'prepareRequestOf'),
  'send-request': loadedLater(() => import('./send-request.ts'), 'send'),
  'withdraw-request': loadedLater(() => import('./withdraw-request.ts'), 'withdraw'),
  requests: loadedLater(() => import('./requests.ts'), 'requestList'),
  'request-sheet': loadedLater(() => import('./request-sheet.ts'), 'requestSheet'),
};
