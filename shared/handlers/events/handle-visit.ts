import { recordVisits } from '../../app/inbox/record-visits.ts';
import { senderOf } from '../../app/inbox/sender-of.ts';
import { ok } from '../../core/model/result.ts';
import type { MessageHandler } from './message-handler.ts';
import { readVisitEvent } from './read-visit-event.ts';

/** Records a reported visit on the records of its orders. */
export const handleVisit: MessageHandler = async (message, { ports }) => {
  const sender = await senderOf(message, ports);
  if (!sender.ok) return sender;
  const visit = readVisitEvent(message);
  if (!visit.ok) return visit;
  return ok(await recordVisits(visit.value, message, sender.value, ports));
};
