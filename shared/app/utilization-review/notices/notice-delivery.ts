import type { ReviewSubscription } from '../../../core/authorization/review-subscription.ts';
import type { Delivery } from '../../ports/authorization-store.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Notice } from '../../ports/review-subscriptions.ts';

/** Stored names of the list of notices, their kind, and the one event each holds. */
export const NOTICE_LIST = 'UMNOTICE';
export const SUBSCRIPTION_NOTICE = 'subscription-notice';
const NOTICE_DUE = 'SubscriptionNoticeDue';
/** Of subscriptions, as the place of an order that a delivery names. */
const SUBSCRIPTIONS = 'subscription';

/** What is to be sent: an event by its number, or none. */
export interface NoticeDue {
  readonly type: Notice['type'];
  readonly number: number;
  readonly generation: number;
}

interface Timing {
  readonly notBefore?: string;
  /** Tells the copies of one notice apart. */
  readonly copy?: number;
}

export const noticeDueOf = ({ events }: Delivery): NoticeDue | undefined => {
  const { type, number, generation } = events.find((one) => one.type === NOTICE_DUE)?.detail ?? {};
  return (type === 'handshake' || type === 'heartbeat' || type === 'event-notification') &&
    typeof number === 'number' &&
    typeof generation === 'number'
    ? { type, number, generation }
    : undefined;
};

export const putNotice = async (
  { id, tenant, generation }: ReviewSubscription,
  { type, number }: Pick<NoticeDue, 'type' | 'number'>,
  { outbox, clock }: Pick<Ports, 'outbox' | 'clock'>,
  { notBefore, copy = 0 }: Timing = {},
): Promise<void> => {
  const createdAt = clock.now();
  await outbox.put(tenant, {
    id: `${type}-${generation}-${copy}`,
    order: { source: SUBSCRIPTIONS, orderId: id },
    headVersion: number,
    determinationId: '',
    kind: SUBSCRIPTION_NOTICE,
    list: NOTICE_LIST,
    createdAt,
    attempts: 0,
    ...(notBefore ? { notBefore } : {}),
    events: [{ type: NOTICE_DUE, detail: { type, number, generation } }],
  });
};
