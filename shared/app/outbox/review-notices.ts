import { NOTICE_LIST } from '../utilization-review/notices/notice-delivery.ts';
import { beginAgain, endInError, sendNotice } from '../utilization-review/notices/send-notice.ts';
import { RESULT_LIST, tellResult } from '../utilization-review/notices/tell-results.ts';
import type { FollowUp } from './follow-up.ts';

/** A result of a prior authorization request, on its way to whoever subscribed to it. The request puts it. */
export const reviewResult: FollowUp = {
  list: RESULT_LIST,
  follows: [],
  isWanted: async () => true,
  deliver: async (tenant, delivery, ports) => ({
    is: 'delivered',
    outcome: await tellResult(tenant, delivery, ports),
  }),
};

/** A call of a subscription's endpoint: handshake, heartbeat, event. */
export const subscriptionNotice: FollowUp = {
  list: NOTICE_LIST,
  follows: [],
  isWanted: async () => true,
  deliver: sendNotice,
  givenUp: endInError,
  again: (tenant, { orderId }, ports) => beginAgain(tenant, orderId, ports),
};
