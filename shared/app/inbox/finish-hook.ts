import type { Result } from '../../core/model/result.ts';
import { type AdviseAsked, advise } from '../assess/advise.ts';
import { askPayers } from '../assess/ask-payers.ts';
import type { AskingPorts } from '../assess/assess.ts';
import type { InboxMessage } from '../ports/inbox.ts';
import type { Pointer } from '../ports/pointer.ts';
import type { Ports } from '../ports/ports.ts';
import type { Sender } from '../ports/sender.ts';
import { bury } from './bury.ts';
import { openInboxMessage } from './open-message.ts';
import { receiveReference } from './receive-order-event.ts';

/** Turns the text of a message into the question that was left, completed from the chart by the tenant's own access. */
export type ReadLeft = (message: InboxMessage, sender: Sender) => Promise<Result<AdviseAsked>>;

type FinishPorts = AskingPorts & Pick<Ports, 'assertions' | 'inbox' | 'queue' | 'settings' | 'ehr' | 'deadLetters'>;

/**
 * Finishes what a hook left: asserts what there was no time to say, under the id that was said then. Orders that stand
 * at their EHR already become order events, answered and written back like all others; the clinician's token is long
 * gone. What is thrown is tried again.
 */
export const finishHook = async (
  pointer: Pointer,
  read: ReadLeft,
  ports: FinishPorts,
): Promise<'done' | 'dead' | 'known'> => {
  const { tenant: tenantId, id } = pointer;
  const { inbox, settings, log } = ports;
  const message = await openInboxMessage(pointer, ports);
  if (!message) return 'known';
  const tenant = await settings.tenant(tenantId);
  if (!tenant) return bury(message, { code: 'not-found', says: 'The tenant has no settings.' }, ports);
  const source = tenant.sources.find((one) => one.id === message.source) ?? { id: message.source, name: '' };
  const left = await read(message, { tenant, source });
  if (!left.ok) return bury(message, left.problems[0], ports);
  const caller = { tenant, source: source.id, by: source.id, receivedAt: message.receivedAt };
  const inquiry = await askPayers(left.value.inquiry, caller, ports);
  await advise({ ...left.value, inquiry }, caller, ports);
  if (!left.value.whatIf) await receivePlaced(message, inquiry.orders, { tenant, source }, ports);
  await inbox.done(tenantId, id);
  log.info('hook-finished', { tenant: tenantId, messageId: id, count: inquiry.orders.length });
  return 'done';
};

/** A draft is often not there yet; its order will come by itself. */
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
