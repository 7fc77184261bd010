import { prepareRequestOf } from './prepare-request.ts';
import { requestList } from './request-list.ts';
import { requestSheet } from './request-sheet.ts';
import { send } from './send-request.ts';
import { withdraw } from './withdraw-request.ts';

/** The request an order makes to its payer: loaded together. */
export const requests = {
  'prepare-request': prepareRequestOf,
  'send-request': send,
  'withdraw-request': withdraw,
  requests: requestList,
  'request-sheet': requestSheet,
};
