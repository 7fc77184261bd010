import type { Pointer } from '../ports/pointer.ts';
import type { Ports } from '../ports/ports.ts';
import { type MessageKind, messageId } from './message-kinds.ts';

/** Tenant under which events of unregistered sources are kept, so that none is lost. */
export const UNREGISTERED = 'unregistered';

interface Received {
  readonly kind: MessageKind;
  /** Event id set by the bus or the sender: the same id twice is one event. */
  readonly id: string;
  readonly source: string;
  /** The detail as JSON text. */
  readonly body: string;
  /** Sender's correlation id. */
  readonly correlationId?: string | undefined;
}

export type ReceivePorts = Pick<Ports, 'inbox' | 'queue' | 'settings' | 'clock' | 'digest'>;

/**
 * Makes an event durable, then queues its id; it is acknowledged only after both. A repeated event is queued again,
 * since the first writer may have died between the two steps.
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

/** An order referenced by a message becomes one event of its own, however often that message is processed. */
export const receiveReference = async (
  reference: string,
  { id, source }: Pick<Received, 'id' | 'source'>,
  ports: ReceivePorts,
): Promise<void> => {
  const body = JSON.stringify({ source, reference });
  await receiveMessage({ kind: 'order', id: ports.digest.of([id, reference]), source, body }, ports);
};
