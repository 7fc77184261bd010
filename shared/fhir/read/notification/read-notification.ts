import type { Bundle } from 'fhir/r4';
import { isObject } from '../../../core/model/is-object.ts';
import { ok, type Result, refused } from '../../../core/model/result.ts';
import type { JsonObject } from '../../structure/flaw.ts';
import { isFhirResource, listOf } from '../message/entry.ts';
import { entriesByName, tooManyEvents, withinBytes } from './bounded-events.ts';
import { readStatus, type StatusEvent, type SubscriptionStatus } from './read-status.ts';

/** A notified order: the resource, a Bundle with accompanying resources, or a reference only. */
type TellsOf =
  | { readonly resource: unknown; readonly reference?: string }
  | { readonly bundle: Bundle; readonly reference?: string }
  | { readonly reference: string };

interface NotifiedOrder {
  /** Equal for redeliveries; absent where two deliveries cannot be told apart. */
  readonly key?: readonly (string | number)[];
  readonly tellsOf: TellsOf;
}

/** What a subscription's channel delivered. */
interface Notification {
  readonly kind: 'handshake' | 'heartbeat' | 'events';
  /** Absent for an R4 rest-hook, which does not name it. */
  readonly subscription?: string;
  /** The subscription's own status when it is not active. */
  readonly trouble?: string;
  /** Number of the newest event the sender has counted. */
  readonly newest?: number;
  /** Lowest number in this delivery. */
  readonly oldest?: number;
  /** An event came without a focus. */
  readonly untold: boolean;
  readonly orders: readonly NotifiedOrder[];
}

const KINDS = { handshake: 'handshake', heartbeat: 'heartbeat', 'event-notification': 'events' } as const;
const isKind = (type: string): type is keyof typeof KINDS => type in KINDS;
const isOrderReference = (reference: string): boolean => /(^|\/)ServiceRequest\/[A-Za-z0-9\-.]{1,64}/.test(reference);

const refuse = (says: string, expression: string): Result<never> => refused({ code: 'structure', says, expression });

const nameOf = ({ resourceType, id }: JsonObject): string => `${String(resourceType)}/${String(id)}`;

/** The order of an event and its accompanying resources: all entries for a single event, else those it names. */
const tellsOf = (
  { focus, context }: StatusEvent,
  entries: readonly JsonObject[],
  called: ReturnType<typeof entriesByName>,
  isOnly: boolean,
): TellsOf | undefined => {
  if (!focus) return undefined;
  const held = called(focus).find(({ resource }) => isObject(resource));
  if (!held) return isOrderReference(focus) ? { reference: focus } : undefined;
  if (!isObject(held.resource) || held.resource.resourceType !== 'ServiceRequest') return undefined;
  const beside = isOnly ? entries : new Set([...new Set(context)].flatMap(called));
  const along = [...beside].filter((entry) => entry !== held && isObject(entry.resource));
  const entry = [held, ...along].flatMap(({ fullUrl, resource }) =>
    isFhirResource(resource) ? [{ ...(typeof fullUrl === 'string' ? { fullUrl } : {}), resource }] : [],
  );
  const known = isOrderReference(focus) ? { reference: focus } : {};
  return along.length
    ? { bundle: { resourceType: 'Bundle', type: 'collection', entry }, ...known }
    : { resource: held.resource, ...known };
};

const fromStatus = (
  status: SubscriptionStatus,
  kind: Notification['kind'],
  entries: readonly JsonObject[],
): Result<Notification> => {
  const { subscription, count, events } = status;
  const tooMany = tooManyEvents(events.length);
  if (tooMany) return refused(tooMany);
  const called = entriesByName(entries);
  const orders = withinBytes(
    events.flatMap((event): readonly NotifiedOrder[] => {
      const order = tellsOf(event, entries, called, events.length === 1);
      const { number, timestamp = '', focus = '' } = event;
      if (!order) return [];
      return [{ tellsOf: order, ...(number === undefined ? {} : { key: [subscription, number, timestamp, focus] }) }];
    }),
  );
  if (!orders.ok) return orders;
  const numbers = events.flatMap(({ number }) => number ?? []);
  // The count includes events still in flight, so numbers of the events themselves come first.
  const newest = numbers.length ? Math.max(...numbers) : count;
  return ok<Notification>({
    kind,
    subscription,
    ...(status.status && status.status !== 'active' && status.status !== 'requested' ? { trouble: status.status } : {}),
    ...(newest === undefined ? {} : { newest }),
    ...(numbers.length ? { oldest: Math.min(...numbers) } : {}),
    untold: kind === 'events' && (!events.length || events.some(({ focus }) => !focus)),
    orders: orders.value,
  });
};

/** An R4 rest-hook carries the order itself; each version of it is one event. */
const fromOrder = (order: JsonObject): Notification => {
  const { versionId, lastUpdated } = isObject(order.meta) ? order.meta : {};
  const version = [versionId, lastUpdated].filter((one) => typeof one === 'string');
  const isVersion = version.length > 0 && typeof order.id === 'string';
  const one = { tellsOf: { resource: order }, ...(isVersion ? { key: [nameOf(order), ...version] } : {}) };
  return { kind: 'events', untold: false, orders: [one] };
};

const fromNothing = (id: string | undefined): Notification => ({
  kind: 'events',
  untold: id === undefined,
  orders: id === undefined ? [] : [{ tellsOf: { reference: `ServiceRequest/${id}` } }],
});

/**
 * Reads what a Subscription's rest-hook delivers: the order alone or an empty body (R4), or a notification Bundle of
 * the R5 backport (R4, R4B) or R5 itself. Only orders are read. `undefined` is an empty body; `id` is the order id in
 * the URL.
 */
export const readNotification = (body: unknown, id?: string): Result<Notification> => {
  if (body === undefined) return ok(fromNothing(id));
  if (isObject(body) && body.resourceType === 'ServiceRequest') {
    const { id: own = id } = body;
    if (id !== undefined && own !== id) return refuse('The address names another order.', 'ServiceRequest.id');
    return ok(fromOrder(own === undefined ? body : { ...body, id: own }));
  }
  if (!isObject(body) || body.resourceType !== 'Bundle' || id !== undefined)
    return refuse('Send a ServiceRequest or a notification Bundle.', 'Resource');
  const [first, ...entries] = listOf(body.entry).filter(isObject);
  const status = readStatus(first?.resource);
  if (!status) return refuse('The first entry must tell the status of a subscription.', 'Bundle.entry[0].resource');
  if (!isKind(status.type))
    return refuse('Only handshakes, heartbeats and events are taken here.', 'Bundle.entry[0].resource');
  return fromStatus(status, KINDS[status.type], entries);
};
