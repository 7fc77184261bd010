import { isOver, type ReviewSubscription } from '../../../core/authorization/review-subscription.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import type { Delivery } from '../../ports/authorization-store.ts';
import type { Ports, Tenant } from '../../ports/ports.ts';
import type { Notice, ToldEvent } from '../../ports/review-subscriptions.ts';
import { storedContent } from '../inquire.ts';
import { type NoticeDue, noticeDueOf, putNotice } from './notice-delivery.ts';

type SendPorts = Pick<Ports, 'reviewSubscriptions' | 'reviews' | 'notices' | 'settings' | 'outbox' | 'clock'>;
type Sent =
  | { readonly is: 'resting' }
  | { readonly is: 'refused' }
  | { readonly is: 'delivered'; readonly outcome: string };

const dropped = (outcome: string): Sent => ({ is: 'delivered', outcome });

/** The requests behind some events, as they stand now. */
export const tellEvents = async (
  tenant: TenantId,
  id: string,
  range: { readonly from: number; readonly to: number; readonly most: number },
  ports: Pick<Ports, 'reviewSubscriptions' | 'reviews'>,
): Promise<readonly ToldEvent[]> => {
  const events = await ports.reviewSubscriptions.events(tenant, id, range.from, range.to, range.most);
  return Promise.all(
    events.map(async (event): Promise<ToldEvent> => {
      const request = await ports.reviews.get(tenant, event.request);
      return request ? { event, request, content: await storedContent(request, ports) } : { event };
    }),
  );
};

const noticeOf = async (
  subscription: ReviewSubscription,
  { type, number }: NoticeDue,
  ports: SendPorts,
): Promise<Notice> => {
  const { tenant, id } = subscription;
  const told =
    type === 'event-notification' ? await tellEvents(tenant, id, { from: number, to: number, most: 1 }, ports) : [];
  // A late or repeated notice tells the count of its own time or later, never an earlier one.
  const count = Math.max(number, await ports.reviewSubscriptions.newest(tenant, id));
  const status = type === 'handshake' ? 'requested' : subscription.status;
  return { subscription: { ...subscription, status }, type, count, told, at: ports.clock.now() };
};

/** The next one waits in the outbox as any notice does. */
const putHeartbeat = async (subscription: ReviewSubscription, ports: SendPorts): Promise<void> => {
  const { heartbeatSeconds } = subscription;
  if (heartbeatSeconds === undefined) return;
  const next = Date.parse(ports.clock.now()) + heartbeatSeconds * 1_000;
  const timing = { notBefore: new Date(next).toISOString(), copy: Math.floor(next / 1_000) };
  await putNotice(subscription, { type: 'heartbeat', number: 0 }, ports, timing);
};

/** Another writer's change wins: what it wants is asked for anew. */
const mark = async (
  { error: _before, ...subscription }: ReviewSubscription,
  change: Pick<ReviewSubscription, 'status'> & { readonly error?: string },
  { reviewSubscriptions, clock }: Pick<Ports, 'reviewSubscriptions' | 'clock'>,
): Promise<void> => {
  const { version } = subscription;
  await reviewSubscriptions.put({ ...subscription, ...change, version: version + 1, updatedAt: clock.now() });
};

/** Why a notice is not for sending any more. */
const idle = (subscription: ReviewSubscription | undefined, due: NoticeDue | undefined, now: string) => {
  if (!subscription || !due) return 'gone';
  if (due.generation !== subscription.generation) return 'begun-anew';
  if (subscription.status === 'off' || isOver(subscription, now)) return 'off';
  if (subscription.status === 'error' && due.type !== 'handshake') return 'in-error';
  return undefined;
};

/** A handshake whose subscription is not written yet comes again; one that never will be is gone. */
const NOT_YET_MS = 60_000;
class NotWrittenYet extends Error {
  override readonly name = 'NotWrittenYet';
}

/** Sends one notice. Safe to repeat: a receiver knows an event by its number. */
export const sendNotice = async (id: TenantId, delivery: Delivery, ports: SendPorts): Promise<Sent> => {
  const { reviewSubscriptions, clock } = ports;
  const tenant: Tenant | undefined = await ports.settings.tenant(id);
  const subscription = await reviewSubscriptions.get(id, delivery.order.orderId);
  const due = noticeDueOf(delivery);
  const isNew = Date.parse(clock.now()) - Date.parse(delivery.createdAt) < NOT_YET_MS;
  const isAhead = due && subscription && due.generation > subscription.generation;
  if (due?.type === 'handshake' && isNew && (!subscription || isAhead)) throw new NotWrittenYet();
  const why = idle(subscription, due, clock.now());
  if (why !== undefined || !subscription || !due || !tenant) return dropped(why ?? 'gone');
  const sent = await ports.notices.send(await noticeOf(subscription, due, ports), tenant);
  if (sent !== 'sent') return { is: sent };
  if (due.type === 'handshake') await mark(subscription, { status: 'active' }, ports);
  if (due.type !== 'event-notification') await putHeartbeat(subscription, ports);
  return { is: 'delivered', outcome: due.type };
};

/** A receiver that could not be reached for hours is asked no more, until the client begins anew. */
export const endInError = async (id: TenantId, delivery: Delivery, ports: SendPorts): Promise<void> => {
  const subscription = await ports.reviewSubscriptions.get(id, delivery.order.orderId);
  if (!subscription || subscription.status === 'off') return;
  if (noticeDueOf(delivery)?.generation !== subscription.generation) return;
  await mark(subscription, { status: 'error', error: 'Its endpoint did not take a notification.' }, ports);
};

/** Taken up again by an operator: a handshake first; what was missed is told by `$events`. */
export const beginAgain = async (id: TenantId, subscriptionId: string, ports: SendPorts): Promise<void> => {
  const found = await ports.reviewSubscriptions.get(id, subscriptionId);
  if (found && found.status !== 'off') await putNotice(found, { type: 'handshake', number: 0 }, ports);
};
