import { isObject } from '../../../core/model/is-object.ts';
import type { JsonObject } from '../../structure/flaw.ts';
import { listOf } from '../message/entry.ts';

/** One event as the status resource describes it. */
export interface StatusEvent {
  readonly number?: number;
  readonly timestamp?: string;
  readonly focus?: string;
  /** References of the resources that accompany this event. */
  readonly context: readonly string[];
}

/** The status (first) entry of a notification, in any version. */
export interface SubscriptionStatus {
  readonly subscription: string;
  readonly type: string;
  /** Status of the subscription itself: `active`, `error`, `off` … */
  readonly status?: string;
  /** Events since the subscription began. */
  readonly count?: number;
  readonly events: readonly StatusEvent[];
}

/** R5 SubscriptionStatus.status. Any other text is not repeated: it is the sender's own, and may stand in a log. */
const STATUSES: ReadonlySet<unknown> = new Set(['requested', 'active', 'error', 'off', 'entered-in-error']);
const UNKNOWN_STATUS = 'unknown';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
/** 64-bit integers are JSON strings. */
const countOf = (value: unknown): number | undefined => {
  const count = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : undefined;
};
const referenceOf = (value: unknown): string | undefined => (isObject(value) ? textOf(value.reference) : undefined);

const eventOf = (number: unknown, timestamp: unknown, focus: unknown, context: readonly unknown[]): StatusEvent => {
  const parts = { number: countOf(number), timestamp: textOf(timestamp), focus: referenceOf(focus) };
  return {
    ...Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)),
    context: context.flatMap((one) => referenceOf(one) ?? []),
  };
};

/** The value of a parameter, of any type: versions of the guide differ. */
const givenIn = (parameter: unknown): unknown =>
  isObject(parameter) ? Object.entries(parameter).find(([name]) => name.startsWith('value'))?.[1] : undefined;
const named = (parameters: unknown, name: string): readonly JsonObject[] =>
  listOf(parameters).filter((one): one is JsonObject => isObject(one) && one.name === name);
const first = (parameters: unknown, name: string): unknown => givenIn(named(parameters, name)[0]);

/** Backport for R4: a Parameters resource. */
const fromParameters = ({ parameter }: JsonObject) => ({
  subscription: referenceOf(first(parameter, 'subscription')),
  type: first(parameter, 'type'),
  status: first(parameter, 'status'),
  count: first(parameter, 'events-since-subscription-start'),
  events: named(parameter, 'notification-event').map(({ part }) =>
    eventOf(
      first(part, 'event-number'),
      first(part, 'timestamp'),
      first(part, 'focus'),
      named(part, 'additional-context').map(givenIn),
    ),
  ),
});

/** R4B and R5: a resource of its own. */
const fromResource = ({ subscription, type, status, eventsSinceSubscriptionStart, notificationEvent }: JsonObject) => ({
  subscription: referenceOf(subscription),
  type,
  status,
  count: eventsSinceSubscriptionStart,
  events: listOf(notificationEvent)
    .filter(isObject)
    .map(({ eventNumber, timestamp, focus, additionalContext }) =>
      eventOf(eventNumber, timestamp, focus, listOf(additionalContext)),
    ),
});

/** Undefined for anything that is no status, or does not name its subscription. */
export const readStatus = (resource: unknown): SubscriptionStatus | undefined => {
  if (!isObject(resource)) return undefined;
  const { resourceType } = resource;
  if (resourceType !== 'Parameters' && resourceType !== 'SubscriptionStatus') return undefined;
  const found = resourceType === 'Parameters' ? fromParameters(resource) : fromResource(resource);
  const type = textOf(found.type);
  if (!type || !found.subscription) return undefined;
  const status = textOf(found.status);
  const count = countOf(found.count);
  return {
    subscription: found.subscription,
    type,
    ...(status ? { status: STATUSES.has(status) ? status : UNKNOWN_STATUS } : {}),
    ...(count === undefined ? {} : { count }),
    events: found.events,
  };
};
