import type { Inquiry } from '../../core/model/message/inquiry.ts';
import { tenantInstant } from '../access/clock-for.ts';
import { type AskingPorts, assess } from '../assess/assess.ts';
import type { InboxMessage } from '../ports/inbox.ts';
import type { Sender } from '../ports/sender.ts';

/** Answers the order of an event. */
export const answerOrder = async (
  inquiry: Inquiry,
  { id, receivedAt, correlationId = id }: InboxMessage,
  { tenant, source }: Sender,
  ports: AskingPorts,
): Promise<void> => {
  const at = tenantInstant(tenant, receivedAt);
  const caller = { tenant, source: source.id, by: source.id, receivedAt: at, correlationId, repeats: true } as const;
  const { answer, duplicate } = await assess(inquiry, caller, ports);
  const event = duplicate ? 'order-known' : 'order-answered';
  ports.log.info(event, { tenant: tenant.id, messageId: id, advice: answer.advice });
};
