import type { Inquiry } from '../../core/model/inquiry.ts';
import type { Result } from '../../core/model/result.ts';
import { type AskingPorts, assess } from '../assess/assess.ts';
import type { InboxMessage } from '../ports/inbox.ts';
import type { Pointer } from '../ports/pointer.ts';
import type { Ports } from '../ports/ports.ts';
import type { Sender } from '../ports/sender.ts';
import { bury } from './bury.ts';
import { openInboxMessage } from './open-message.ts';
import { receiveReference } from './receive-order-event.ts';

/** An order to answer, or the instant since which changed orders are to be looked for at their EHR. */
type EventRead = { readonly inquiry: Inquiry } | { readonly changedSince: string };

/** Turns the text of a message into what it asks; what a message looks like is the affair of whoever calls. */
export type ReadEvent = (message: InboxMessage, sender: Sender) => Promise<Result<EventRead>>;

type HandlePorts = AskingPorts & Pick<Ports, 'inbox' | 'queue' | 'settings' | 'ehr' | 'deadLetters' | 'log'>;

/**
 * Answers one order event and marks it done; delivered again it finds that mark and does nothing. A message that can
 * never be answered goes to the dead letters at once: trying it again would not help, until somebody mended the cause and
 * delivers it anew. What is thrown is tried again.
 */
export const handleOrderEvent = async (
  pointer: Pointer,
  read: ReadEvent,
  ports: HandlePorts,
): Promise<'done' | 'dead' | 'known'> => {
  const { tenant: tenantId, id } = pointer;
  const { inbox, settings, log } = ports;
  const message = await openInboxMessage(pointer, ports);
  if (!message) return 'known';
  const tenant = await settings.tenantOfSource(message.source);
  const source = tenant?.sources.find((one) => one.id === message.source);
  if (tenant?.id !== tenantId || !source)
    return bury(message, { code: 'not-found', says: 'The source is not registered.' }, ports);
  const event = await read(message, { tenant, source });
  if (!event.ok) return bury(message, event.problems[0], ports);
  if ('changedSince' in event.value) await receiveChanged(event.value.changedSince, message, { tenant, source }, ports);
  else {
    const { answer, duplicate } = await assess(
      event.value.inquiry,
      {
        tenant,
        source: source.id,
        by: source.id,
        receivedAt: message.receivedAt,
        correlationId: message.correlationId ?? id,
        repeats: true,
      },
      ports,
    );
    log.info(duplicate ? 'order-known' : 'order-answered', { tenant: tenantId, messageId: id, advice: answer.advice });
  }
  await inbox.done(tenantId, id);
  return 'done';
};

/** Every order that changed becomes an event of its own, to be read back; those known already change nothing. */
const receiveChanged = async (
  changedSince: string,
  { id }: InboxMessage,
  sender: Sender,
  ports: HandlePorts,
): Promise<void> => {
  const source = sender.source.id;
  const references = await ports.ehr.changedSince(changedSince, sender);
  for (const reference of references) await receiveReference(reference, { id, source }, ports);
  ports.log.info('orders-looked-for', { tenant: sender.tenant.id, messageId: id, count: references.length });
};
