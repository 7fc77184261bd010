import { exchanges } from './exchanges.ts';
import { prepareRequestOf } from './prepare-request.ts';
import { requestSheet } from './request-sheet.ts';
import { requestList } from './requests.ts';
import { send } from './send-request.ts';
import { withdraw } from './withdraw-request.ts';

/** The request an order makes to its payer: loaded together. */
export const asking = {
  'prepare-request': prepareRequestOf,
  'send-request': send,
  'withdraw-request': withdraw,
  requests: requestList,
  'request-sheet': requestSheet,
  exchanges,
};
