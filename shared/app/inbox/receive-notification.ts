import type { Ports } from '../ports/ports.ts';
import type { Sender } from '../ports/sender.ts';
import { receiveMessage } from './receive-message.ts';

/** What this use case needs of a delivery; what it tells of is FHIR JSON that is not read here. */
interface Notified {
  /** What it tells of: orders of an EHR, or a payer's answers to requests. */
  readonly about?: 'order' | 'notice';
  readonly kind: 'handshake' | 'heartbeat' | 'events';
  readonly correlationId?: string | undefined;
  readonly subscription?: string;
  readonly trouble?: string;
  readonly newest?: number;
  readonly oldest?: number;
  readonly untold: boolean;
  readonly orders: readonly {
    readonly key?: readonly (string | number)[];
    readonly tellsOf: Readonly<Record<string, unknown>>;
  }[];
}

type NotifyPorts = Pick<Ports, 'inbox' | 'queue' | 'settings' | 'clock' | 'digest' | 'ids' | 'subscriptions' | 'log'>;

/** Deliveries are late and clocks differ: the search for changed orders starts this much earlier. */
const MARGIN_MS = 600_000;
const before = (instant: string): string => new Date(Date.parse(instant) - MARGIN_MS).toISOString();

/** Bytes of an order in the inbox; a larger one is read back instead. */
const LARGEST = 200_000;

const bodyOf = (source: string, tellsOf: Readonly<Record<string, unknown>>): string => {
  const { reference, ...content } = tellsOf;
  const isWhole = Object.keys(content).length > 0;
  const whole = JSON.stringify({ source, ...(isWhole ? content : { reference }) });
  return isWhole && reference !== undefined && Buffer.byteLength(whole) > LARGEST
    ? JSON.stringify({ source, reference })
    : whole;
};

/**
 * Makes everything a delivery tells of durable and queues it; only then may it be acknowledged. The sender numbers its
 * events: a gap means some were missed, and it is asked what changed since.
 */
export const receiveNotification = async (
  notified: Notified,
  { tenant, source }: Sender,
  ports: NotifyPorts,
): Promise<void> => {
  const { about = 'order', kind, subscription = '', newest, oldest, untold, orders, trouble, correlationId } = notified;
  const { subscriptions, clock, digest, ids, log } = ports;
  const at = clock.now();
  const known = await subscriptions.position(tenant.id, source.id, subscription);
  await Promise.all(
    orders.map(({ key, tellsOf }) =>
      receiveMessage(
        {
          kind: about,
          id: key ? digest.of(key) : ids.next(),
          source: source.id,
          body: bodyOf(source.id, tellsOf),
          correlationId,
        },
        ports,
      ),
    ),
  );
  const expected = known && known.number + 1;
  const first = oldest ?? (newest === undefined ? undefined : newest + 1);
  const missed =
    kind !== 'handshake' && expected !== undefined && first !== undefined ? Math.max(0, first - expected) : 0;
  if (missed > 0) log.warn('events-missed', { tenant: tenant.id, count: missed });
  if (trouble) log.warn('subscription-in-trouble', { tenant: tenant.id, problem: trouble });
  if (missed > 0 || untold) {
    const changedSince = before(known?.at ?? at);
    const id =
      newest === undefined
        ? ids.next()
        : digest.of(['changed-since', subscription, newest, known?.number, changedSince]);
    await receiveMessage(
      { kind: about, id, source: source.id, body: JSON.stringify({ source: source.id, changedSince }) },
      ports,
    );
  }
  await subscriptions.advance(
    tenant.id,
    source.id,
    subscription,
    { number: newest ?? known?.number ?? 0, at },
    kind === 'handshake',
  );
  log.info('notified', { tenant: tenant.id, count: orders.length });
};
