import { isObject } from '../../../core/model/is-object.ts';
import { ok, type Result, refused } from '../../../core/model/result.ts';
import { listOf } from '../../read/message/entry.ts';
import { entriesByName, tailOf, tooManyEvents, withinBytes } from '../../read/notification/bounded-events.ts';
import { readStatus, type SubscriptionStatus } from '../../read/notification/read-status.ts';
import type { JsonObject } from '../../structure/flaw.ts';

/** An answer a payer gives notice of: the answer itself with what belongs to it, or where it is. */
interface NoticedAnswer {
  /** Equal for redeliveries; absent where two deliveries cannot be told apart. */
  readonly key?: readonly (string | number)[];
  readonly tellsOf: { readonly reference: string; readonly bundle?: object };
}

interface PasNotice {
  readonly about: 'notice';
  readonly kind: 'handshake' | 'heartbeat' | 'events';
  readonly subscription: string;
  readonly trouble?: string;
  readonly newest?: number;
  readonly oldest?: number;
  readonly untold: boolean;
  readonly orders: readonly NoticedAnswer[];
}

const KINDS: Readonly<Record<string, PasNotice['kind']>> = {
  handshake: 'handshake',
  heartbeat: 'heartbeat',
  'event-notification': 'events',
};
const WELL: ReadonlySet<string> = new Set(['active', 'requested']);
const FOCUS = /(^|\/)(ClaimResponse|Bundle)\/[A-Za-z0-9\-.]{1,64}$|^urn:uuid:/;

const refuse = (says: string, expression: string): Result<never> => refused({ code: 'structure', says, expression });

const typeOf = ({ resource }: JsonObject): unknown => (isObject(resource) ? resource.resourceType : undefined);
/** The answer an event is about: a Bundle of its own, or a ClaimResponse and what stands beside it. */
const bundleOf = (held: JsonObject | undefined, beside: readonly JsonObject[]): object | undefined => {
  if (!held) return undefined;
  if (typeOf(held) === 'Bundle') return isObject(held.resource) ? held.resource : undefined;
  if (typeOf(held) !== 'ClaimResponse') return undefined;
  const entry = [held, ...beside].map(({ fullUrl, resource }) => ({ fullUrl, resource }));
  return { resourceType: 'Bundle', type: 'collection', entry };
};

const answersIn = (
  { events, subscription }: SubscriptionStatus,
  entries: readonly JsonObject[],
): readonly NoticedAnswer[] => {
  const called = entriesByName(entries);
  const beside = entries.filter((entry) => !['ClaimResponse', 'Bundle', undefined].includes(String(typeOf(entry))));
  return events.flatMap(({ number, timestamp = '', focus }) => {
    if (focus === undefined || !FOCUS.test(focus)) return [];
    const bundle = bundleOf(called(focus)[0] ?? called(tailOf(focus))[0], beside);
    const key = number === undefined ? {} : { key: [subscription, number, timestamp, focus] };
    return [{ ...key, tellsOf: { reference: focus, ...(bundle ? { bundle } : {}) } }];
  });
};

/** Reads a notification of the R5 backport about a payer's answers: full-resource (2.2) or by their ids (2.0.1). */
export const readNotice = (body: unknown): Result<PasNotice> => {
  if (!isObject(body) || body.resourceType !== 'Bundle') return refuse('Send a notification Bundle.', 'Resource');
  const [first, ...entries] = listOf(body.entry).filter(isObject);
  const status = readStatus(first?.resource);
  if (!status) return refuse('The first entry must tell the status of a subscription.', 'Bundle.entry[0].resource');
  const kind = KINDS[status.type];
  if (!kind) return refuse('Only handshakes, heartbeats and events are taken here.', 'Bundle.entry[0].resource');
  const { subscription, events, count } = status;
  const tooMany = tooManyEvents(events.length);
  if (tooMany) return refused(tooMany);
  const told = withinBytes(answersIn(status, entries));
  if (!told.ok) return told;
  const orders = told.value;
  if (orders.length === 0 && events.some(({ focus }) => focus !== undefined))
    return refuse('Only notices about prior authorization requests are taken here.', 'Bundle.entry');
  const numbers = events.flatMap(({ number }) => number ?? []);
  const newest = numbers.length ? numbers.reduce((a, b) => Math.max(a, b)) : count;
  return ok({
    about: 'notice',
    kind,
    subscription,
    ...(status.status && !WELL.has(status.status) ? { trouble: status.status } : {}),
    ...(newest === undefined ? {} : { newest }),
    ...(numbers.length ? { oldest: numbers.reduce((a, b) => Math.min(a, b)) } : {}),
    untold: kind === 'events' && (!events.length || events.some(({ focus }) => !focus)),
    orders,
  });
};
