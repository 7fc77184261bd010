import { subscriptionCreate } from './subscription-create.ts';
import { subscriptionDelete } from './subscription-delete.ts';
import { subscriptionEvents } from './subscription-events.ts';
import { subscriptionRead } from './subscription-read.ts';
import { subscriptionStatus } from './subscription-status.ts';
import { subscriptionUpdate } from './subscription-update.ts';

/** By the name their routes call them. */
export const subscriptions = {
  'subscription-create': subscriptionCreate,
  'subscription-read': subscriptionRead,
  'subscription-update': subscriptionUpdate,
  'subscription-delete': subscriptionDelete,
  'subscription-status': subscriptionStatus,
  'subscription-events': subscriptionEvents,
};
