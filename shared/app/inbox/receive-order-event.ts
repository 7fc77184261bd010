import type { Ports, Tenant } from '../ports/ports.ts';

/** Where events of a source nobody registered rest, so that nothing is lost. */
export const UNREGISTERED = 'unregistered';

interface OrderEvent {
  /** Id the bus or the sender gave the event: the same id twice is one event. */
  readonly id: string;
  readonly source: string;
  /** The detail as JSON text. */
  readonly body: string;
  /** Missing: an order. The id in the queue tells. */
  readonly about?: 'visit' | undefined;
  /** Id by which its sender follows it. */
  readonly correlationId?: string | undefined;
}

type ReceivePorts = Pick<Ports, 'inbox' | 'queue' | 'settings' | 'clock' | 'digest'>;

const VISIT = 'visit-';
export const isVisit = ({ id }: { readonly id: string }): boolean => id.startsWith(VISIT);

/**
 * Makes an order event durable, then queues its id. Only after both is it acknowledged; queued again when seen
 * twice, since the first writer may have died between the two.
 */
export const receiveOrderEvent = async (
  event: OrderEvent,
  ports: ReceivePorts,
): Promise<{ readonly tenant: string; readonly id: string }> => {
  const tenant: Tenant | undefined = await ports.settings.tenantOfSource(event.source);
  const digest = ports.digest.of([event.source, event.id]).slice(0, 40);
  const id = event.about === 'visit' ? `${VISIT}${digest}` : digest;
  const message = { id, tenant: tenant?.id ?? UNREGISTERED };
  const { source, body, correlationId } = event;
  const follows = correlationId ? { correlationId } : {};
  await ports.inbox.put({ ...message, source, receivedAt: ports.clock.now(), body, ...follows });
  await ports.queue.send(message);
  return message;
};

/** An order one message told of becomes an event of its own, however often that message is worked on. */
export const receiveReference = async (
  reference: string,
  { id, source }: Pick<OrderEvent, 'id' | 'source'>,
  ports: ReceivePorts,
): Promise<void> => {
  const body = JSON.stringify({ source, reference });
  await receiveOrderEvent({ id: ports.digest.of([id, reference]), source, body }, ports);
};
