import type { Pointer } from '../ports/pointer.ts';
import type { Ports } from '../ports/ports.ts';
import { type MessageKind, messageId } from './message-kinds.ts';

/** Where events of a source nobody registered rest, so that nothing is lost. */
export const UNREGISTERED = 'unregistered';

interface Received {
  readonly kind: MessageKind;
  /** Id the bus or the sender gave the event: the same id twice is one event. */
  readonly id: string;
  readonly source: string;
  /** The detail as JSON text. */
  readonly body: string;
  /** Id by which its sender follows it. */
  readonly correlationId?: string | undefined;
}

export type ReceivePorts = Pick<Ports, 'inbox' | 'queue' | 'settings' | 'clock' | 'digest'>;

/**
 * Makes an event durable, then queues its id. Only after both is it acknowledged; queued again when seen twice, since the
 * first writer may have died between the two.
 */
export const receiveMessage = async (
  { kind, id: eventId, source, body, correlationId }: Received,
  { inbox, queue, settings, clock, digest }: ReceivePorts,
): Promise<Pointer> => {
  const tenant = await settings.tenantOfSource(source);
  const id = messageId(kind, digest.of([source, eventId]).slice(0, 40));
  const pointer = { id, tenant: tenant?.id ?? UNREGISTERED };
  const follows = correlationId ? { correlationId } : {};
  await inbox.put({ ...pointer, kind, source, receivedAt: clock.now(), body, ...follows });
  await queue.send(pointer);
  return pointer;
};

/** An order one message told of becomes an event of its own, however often that message is worked on. */
export const receiveReference = async (
  reference: string,
  { id, source }: Pick<Received, 'id' | 'source'>,
  ports: ReceivePorts,
): Promise<void> => {
  const body = JSON.stringify({ source, reference });
  await receiveMessage({ kind: 'order', id: ports.digest.of([id, reference]), source, body }, ports);
};
