export interface ToldEvent {
  readonly number?: number;
  readonly focus?: string;
  readonly timestamp?: string;
}
type Write = (
  subscription: string,
  type: string,
  count: number,
  events?: readonly ToldEvent[],
  entries?: readonly object[],
  status?: string,
) => object;

let count = 0;
/** A subscription of its own for each group of tests. */
export const id5 = (): string => `sub${++count}`;

const bundleOf = (type: string, status: object, entries: readonly object[]) => ({
  resourceType: 'Bundle',
  type,
  timestamp: '2026-11-25T15:00:00Z',
  entry: [{ fullUrl: 'urn:uuid:b21e4fae-ce73-45cb-8e37-1e203362b2ae', resource: status }, ...entries],
});

/** Subscriptions R5 Backport 1.1.0, notification for R4. */
export const notification: Write = (subscription, type, number, events = [], entries = [], status = 'active') =>
  bundleOf(
    'history',
    {
      resourceType: 'Parameters',
      parameter: [
        {
          name: 'subscription',
          valueReference: { reference: `https://ehr.example/fhir/Subscription/${subscription}` },
        },
        { name: 'topic', valueCanonical: 'https://ehr.example/topics/orders' },
        { name: 'status', valueCode: status },
        { name: 'type', valueCode: type },
        { name: 'events-since-subscription-start', valueString: String(number) },
        ...events.map((event) => ({
          name: 'notification-event',
          part: [
            { name: 'event-number', valueString: String(event.number) },
            ...(event.timestamp ? [{ name: 'timestamp', valueInstant: event.timestamp }] : []),
            ...(event.focus ? [{ name: 'focus', valueReference: { reference: event.focus } }] : []),
          ],
        })),
      ],
    },
    entries.length
      ? entries
      : events.flatMap(({ focus }) =>
          focus ? [{ fullUrl: focus, request: { method: 'PUT', url: focus }, response: { status: '200' } }] : [],
        ),
  );

/** R5, and R4B with the same resource. */
export const r5Notification: Write = (subscription, type, number, events = [], entries = [], status = 'active') =>
  bundleOf(
    'subscription-notification',
    {
      resourceType: 'SubscriptionStatus',
      status,
      type,
      eventsSinceSubscriptionStart: String(number),
      subscription: { reference: `Subscription/${subscription}` },
      ...(events.length
        ? {
            notificationEvent: events.map((event) => ({
              eventNumber: String(event.number),
              ...(event.timestamp ? { timestamp: event.timestamp } : {}),
              ...(event.focus ? { focus: { reference: event.focus } } : {}),
            })),
          }
        : {}),
    },
    entries,
  );
