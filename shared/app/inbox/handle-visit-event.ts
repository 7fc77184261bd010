import type { Visit } from '../../core/authorization/visit.ts';
import type { Result } from '../../core/model/result.ts';
import type { VisitPorts } from '../authorization/recheck-visits.ts';
import { recordVisit } from '../authorization/record-visit.ts';
import type { InboxMessage } from '../ports/inbox.ts';
import type { Pointer } from '../ports/pointer.ts';
import type { Ports } from '../ports/ports.ts';
import { bury } from './bury.ts';
import { openInboxMessage } from './open-message.ts';

/** Turns the text of a message into a visit. */
export type ReadVisit = (message: InboxMessage) => Result<Visit>;

type HandlePorts = VisitPorts & Pick<Ports, 'inbox' | 'settings' | 'deadLetters' | 'log'>;

/**
 * Puts what the appointment book says on the records of its orders, and marks the message done. An order we hold nothing
 * for is none of our business: most appointments are no stress tests. What is thrown is tried again.
 */
export const handleVisitEvent = async (
  pointer: Pointer,
  read: ReadVisit,
  ports: HandlePorts,
): Promise<'done' | 'dead' | 'known'> => {
  const { tenant: tenantId, id } = pointer;
  const { inbox, settings, log } = ports;
  const message = await openInboxMessage(pointer, ports);
  if (!message) return 'known';
  const { source, receivedAt } = message;
  const tenant = await settings.tenantOfSource(source);
  if (tenant?.id !== tenantId)
    return bury(message, { code: 'not-found', says: 'The source is not registered.' }, ports);
  const visit = read(message);
  if (!visit.ok) return bury(message, visit.problems[0], ports);
  const caller = { tenant, source, by: source, receivedAt };
  for (const orderId of visit.value.orders) await recordVisit(visit.value, orderId, caller, ports);
  await inbox.done(tenantId, id);
  log.info('visit-recorded', { tenant: tenantId, messageId: id, count: visit.value.orders.length });
  return 'done';
};
