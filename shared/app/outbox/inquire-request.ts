import { askAfter } from '../submissions/ask-after.ts';
import { INQUIRE_LIST } from '../submissions/put-inquiry.ts';
import type { FollowUp } from './follow-up.ts';

/** Asks payers about requests they have not decided, for as long as they are open. */
export const inquireRequest: FollowUp = {
  list: INQUIRE_LIST,
  follows: [],
  isWanted: async () => false,
  deliver: async (tenantId, delivery, ports) => {
    const { order, determinationId } = delivery;
    const tenant = await ports.settings.tenant(tenantId);
    const submission = await ports.submissions.get(tenantId, order, determinationId);
    if (!tenant || !submission) return { is: 'delivered', outcome: 'nothing-to-do' };
    return { is: 'delivered', outcome: await askAfter(submission, delivery, tenant, ports) };
  },
};
