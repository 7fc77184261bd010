import type { Visit } from '../../core/authorization/visit.ts';
import { tenantInstant } from '../access/clock-for.ts';
import type { VisitPorts } from '../authorization/recheck-visits.ts';
import { recordVisit } from '../authorization/record-visit.ts';
import type { InboxMessage } from '../ports/inbox.ts';
import type { Ports } from '../ports/ports.ts';
import type { Sender } from '../ports/sender.ts';

/**
 * Records a reported visit on the records of its orders. An order without a record is out of scope: most appointments
 * are not stress tests.
 */
export const recordVisits = async (
  visit: Visit,
  { id, receivedAt }: InboxMessage,
  { tenant, source }: Sender,
  ports: VisitPorts & Pick<Ports, 'log'>,
): Promise<void> => {
  const caller = { tenant, source: source.id, by: source.id, receivedAt: tenantInstant(tenant, receivedAt) };
  for (const orderId of visit.orders) await recordVisit(visit, orderId, caller, ports);
  ports.log.info('visit-recorded', { tenant: tenant.id, messageId: id, count: visit.orders.length });
};
