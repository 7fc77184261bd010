import { type AdviseAsked, advise } from '../assess/advise.ts';
import { askPayers } from '../assess/ask-payers.ts';
import type { AskingPorts } from '../assess/assess.ts';
import type { InboxMessage } from '../ports/inbox.ts';
import type { Ports } from '../ports/ports.ts';
import type { Sender } from '../ports/sender.ts';
import { type ReceivePorts, receiveReference } from './receive-message.ts';

type FinishPorts = AskingPorts & ReceivePorts & Pick<Ports, 'assertions' | 'ehr'>;

/**
 * Finishes a hook call that was queued for later: stores the assertion there was no time for, under the id already sent
 * to the client. Orders that exist at their EHR become order events, answered and written back like all others; the
 * clinician's token has expired by then.
 */
export const finishHook = async (
  left: AdviseAsked,
  message: InboxMessage,
  sender: Sender,
  ports: FinishPorts,
): Promise<void> => {
  const { tenant, source } = sender;
  const caller = { tenant, source: source.id, by: source.id, receivedAt: message.receivedAt };
  const inquiry = await askPayers(left.inquiry, caller, ports);
  await advise({ ...left, inquiry }, caller, ports);
  if (!left.whatIf) await receivePlaced(message, inquiry.orders, sender, ports);
  ports.log.info('hook-finished', { tenant: tenant.id, messageId: message.id, count: inquiry.orders.length });
};

/** A draft often does not exist at the EHR yet; its order event will follow. */
const receivePlaced = async (
  { id }: InboxMessage,
  orders: readonly { readonly id: string }[],
  sender: Sender,
  ports: FinishPorts,
): Promise<void> => {
  const source = sender.source.id;
  for (const order of orders) {
    const reference = `ServiceRequest/${order.id}`;
    const found = await ports.ehr.order(reference, sender);
    if (found.is !== 'found') continue;
    await receiveReference(reference, { id, source }, ports);
  }
};
