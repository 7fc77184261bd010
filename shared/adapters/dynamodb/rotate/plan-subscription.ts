import { headersAbout } from '../../../app/utilization-review/notices/keep-subscription.ts';
import { readSubscriptionHead, subscriptionHead } from '../reviews/review-subscription-store.ts';
import { putItem } from '../table-access.ts';
import type { PlanMove } from './move.ts';

/**
 * The headers of a subscription, sealed anew under the current key; nothing of it changes for its client. What no key held opens
 * stays as it is: only its client can give the headers again.
 */
export const planSubscription: PlanMove = async (item, _tenant, { table, digest }) => {
  const { subscription } = readSubscriptionHead(item);
  const { tenant, id, headers, version } = subscription;
  const opened = digest.unseal(tenant, headersAbout(id), headers);
  const sealed = opened === undefined ? headers : digest.seal(tenant, headersAbout(id), opened);
  if (sealed === headers) return undefined;
  return async () => {
    const unmoved = { expression: 'changes = :before', values: { ':before': version } };
    const moved = subscriptionHead({ ...subscription, headers: sealed });
    return (await putItem(table, moved, unmoved)) !== 'refused';
  };
};
