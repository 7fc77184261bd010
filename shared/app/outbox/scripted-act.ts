import { ACT_LIST, deliverAct, putActsAgain } from '../utilization-review/scripted-acts.ts';
import type { FollowUp } from './follow-up.ts';

/** What the scripted reviewer of a sandbox does later. It follows no change: the request puts it. */
export const scriptedAct: FollowUp = {
  list: ACT_LIST,
  follows: [],
  isWanted: async () => true,
  deliver: async (tenant, delivery, ports) => ({
    is: 'delivered',
    outcome: await deliverAct(tenant, delivery, ports),
  }),
  again: (tenant, { orderId }, ports) => putActsAgain(tenant, orderId, ports),
};
