import type { Bundle, BundleEntry, Parameters, ParametersParameter } from 'fhir/r4';
import type { NoticeEvent, ReviewSubscription } from '../../../core/authorization/review-subscription.ts';
import { BACKPORT, TOPIC } from '../names.ts';
import type { PasServer } from './write-review-response.ts';

type StatusType = 'handshake' | 'heartbeat' | 'event-notification' | 'query-status' | 'query-event';

/** An event, and what is told of it: the answer to its request, or only where it is. */
interface WrittenEvent {
  readonly event: NoticeEvent;
  readonly answer?: Bundle;
}

interface Notified {
  readonly type: StatusType;
  /** Events since it began. */
  readonly count: number;
  readonly events: readonly WrittenEvent[];
  readonly at: string;
}

const answerUrl = ({ request, version }: NoticeEvent, { uuid }: PasServer): string =>
  `urn:uuid:${uuid(['notified-answer', request, version])}`;
const responseUrl = ({ request }: NoticeEvent, { base }: PasServer): string => `${base}/ClaimResponse/${request}`;

const focusOf = ({ event, answer }: WrittenEvent, server: PasServer): string =>
  answer ? answerUrl(event, server) : responseUrl(event, server);

const eventPart = (written: WrittenEvent, server: PasServer): ParametersParameter => ({
  name: 'notification-event',
  part: [
    { name: 'event-number', valueString: String(written.event.number) },
    { name: 'timestamp', valueInstant: written.event.at },
    { name: 'focus', valueReference: { reference: focusOf(written, server) } },
  ],
});

const statusOf = (
  { id, status, error }: ReviewSubscription,
  { type, count, events }: Notified,
  server: PasServer,
): Parameters => ({
  resourceType: 'Parameters',
  meta: { profile: [`${BACKPORT}/backport-subscription-status-r4`] },
  parameter: [
    { name: 'subscription', valueReference: { reference: `${server.base}/Subscription/${id}` } },
    { name: 'topic', valueCanonical: TOPIC },
    { name: 'status', valueCode: status },
    { name: 'type', valueCode: type },
    { name: 'events-since-subscription-start', valueString: String(count) },
    ...events.map((one) => eventPart(one, server)),
    ...(error ? [{ name: 'error', valueCodeableConcept: { text: error } }] : []),
  ],
});

const entryOf = (written: WrittenEvent, server: PasServer): BundleEntry =>
  written.answer
    ? {
        fullUrl: answerUrl(written.event, server),
        resource: written.answer,
        request: { method: 'POST', url: 'Claim/$submit' },
        response: { status: '200' },
      }
    : {
        fullUrl: responseUrl(written.event, server),
        request: { method: 'GET', url: `ClaimResponse/${written.event.request}` },
        response: { status: '200' },
      };

/** A notification of the R4 backport: the status first, then what is told of each event. */
export const writeNotification = (subscription: ReviewSubscription, notified: Notified, server: PasServer): Bundle => {
  const { id } = subscription;
  const name = server.uuid(['notification', id, notified.type, notified.events.map(({ event }) => event), notified.at]);
  // Two events of one request have one address in an id-only notification: it stands there once.
  const told = new Map(notified.events.map((one) => [focusOf(one, server), one]));
  return {
    resourceType: 'Bundle',
    id: name,
    meta: { profile: [`${BACKPORT}/backport-subscription-notification-r4`] },
    type: 'history',
    timestamp: notified.at,
    entry: [
      {
        fullUrl: `urn:uuid:${server.uuid(['notification-status', name])}`,
        resource: statusOf(subscription, notified, server),
        request: { method: 'GET', url: `Subscription/${id}/$status` },
        response: { status: '200' },
      },
      ...[...told.values()].map((one) => entryOf(one, server)),
    ],
  };
};

/** The answer to `$status`. */
export const writeSubscriptionStatus = (
  subscription: ReviewSubscription,
  count: number,
  at: string,
  server: PasServer,
): Bundle => ({
  resourceType: 'Bundle',
  type: 'searchset',
  timestamp: at,
  total: 1,
  entry: [
    {
      fullUrl: `urn:uuid:${server.uuid(['status', subscription.id, at])}`,
      resource: statusOf(subscription, { type: 'query-status', count, events: [], at }, server),
      search: { mode: 'match' },
    },
  ],
});
