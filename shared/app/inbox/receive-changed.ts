import type { InboxMessage } from '../ports/inbox.ts';
import type { Ports } from '../ports/ports.ts';
import type { Sender } from '../ports/sender.ts';
import { type ReceivePorts, receiveReference } from './receive-message.ts';

/** Every order that changed at its EHR becomes an event of its own, to be read back; already known ones change nothing. */
export const receiveChanged = async (
  changedSince: string,
  { id }: InboxMessage,
  sender: Sender,
  ports: ReceivePorts & Pick<Ports, 'ehr' | 'log'>,
): Promise<void> => {
  const source = sender.source.id;
  const references = await ports.ehr.changedSince(changedSince, sender);
  for (const reference of references) await receiveReference(reference, { id, source }, ports);
  ports.log.info('orders-looked-for', { tenant: sender.tenant.id, messageId: id, count: references.length });
};
