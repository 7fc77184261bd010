import { isTold } from '../../../core/authorization/request-events.ts';
import type { ReviewRequest } from '../../../core/authorization/review-request.ts';
import { asksFor, isOver } from '../../../core/authorization/review-subscription.ts';
import type { TenantId } from '../../../core/model/keys/tenant-id.ts';
import type { Delivery } from '../../ports/authorization-store.ts';
import type { Ports } from '../../ports/ports.ts';
import { visibleTo } from '../inquire.ts';
import { scriptFor } from '../play-script.ts';
import { putNotice } from './notice-delivery.ts';

/** Stored names of the list of results to be told, and of their kind. */
export const RESULT_LIST = 'UMRESULT';
export const REVIEW_RESULT = 'review-result';
const REQUESTS = 'prior-authorization';
/** A request not written after this long never will be: its writer died before. */
const ABANDONED_AFTER_MS = 60_000;

type TellPorts = Pick<Ports, 'reviews' | 'reviewSubscriptions' | 'clients' | 'settings' | 'outbox' | 'clock'>;

class NotWrittenYet extends Error {
  override readonly name = 'NotWrittenYet';
}

/** Put before the request is written: a result of a change that never was is dropped. */
export const putResult = (
  { id, tenant, version, updatedAt }: ReviewRequest,
  { outbox, clock }: Pick<Ports, 'outbox' | 'clock'>,
): Promise<void> =>
  outbox.put(tenant, {
    id: `${REVIEW_RESULT}-${version}`,
    order: { source: REQUESTS, orderId: id },
    headVersion: version,
    determinationId: updatedAt,
    kind: REVIEW_RESULT,
    list: RESULT_LIST,
    createdAt: clock.now(),
    attempts: 0,
    events: [],
  });

/** In a sandbox notices may come twice or late, as its script has it for the results of a request in their order. */
const timesOf = async (request: ReviewRequest, version: number, { settings, clock }: TellPorts) => {
  const tenant = await settings.tenant(request.tenant);
  const notices = tenant && scriptFor(tenant, request)?.member.notices;
  const before = request.history.slice(0, version - 1).filter(isTold).length;
  const delay = notices?.delaySeconds?.[before] ?? 0;
  const notBefore = delay ? new Date(Date.parse(clock.now()) + delay * 1_000).toISOString() : undefined;
  return { copies: notices?.copies ?? 1, timing: notBefore === undefined ? {} : { notBefore } };
};

/** Numbers a result for every subscription that asks for it, and puts its notices. Safe to repeat. */
export const tellResult = async (tenant: TenantId, delivery: Delivery, ports: TellPorts): Promise<string> => {
  const { reviewSubscriptions, clock } = ports;
  const { headVersion: version, createdAt } = delivery;
  const request = await ports.reviews.get(tenant, delivery.order.orderId);
  if (!request || request.version < version) {
    if (Date.parse(clock.now()) - Date.parse(createdAt) > ABANDONED_AFTER_MS) return 'never-written';
    throw new NotWrittenYet();
  }
  const happened = request.history[version - 1];
  if (!happened || !isTold(happened)) return 'overtaken';
  const asking = (await reviewSubscriptions.list(tenant)).filter(
    (one) => one.status !== 'off' && !isOver(one, clock.now()) && asksFor(one, request),
  );
  const { copies, timing } = asking.length ? await timesOf(request, version, ports) : { copies: 0, timing: {} };
  let told = 0;
  for (const subscription of asking) {
    const isVisible = await visibleTo(subscription.client, ports);
    if (!isVisible(request)) continue;
    const event = { request: request.id, version, at: happened.at };
    const number = await reviewSubscriptions.addEvent(tenant, subscription.id, event);
    for (let copy = 0; copy < copies; copy++)
      await putNotice(subscription, { type: 'event-notification', number }, ports, { ...timing, copy });
    told += 1;
  }
  return told ? 'told' : 'nobody-asks';
};
