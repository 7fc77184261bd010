import { answerOrder } from '../../app/inbox/answer-order.ts';
import { receiveChanged } from '../../app/inbox/receive-changed.ts';
import { senderOf } from '../../app/inbox/sender-of.ts';
import { ok } from '../../core/model/result.ts';
import type { MessageHandler } from './message-handler.ts';
import { readOrderEvent } from './read-order-event.ts';

/** Answers an order; where events were missed, searches for orders that changed since. */
export const handleOrder: MessageHandler = async (message, container) => {
  const sender = await senderOf(message, container.ports);
  if (!sender.ok) return sender;
  const read = await readOrderEvent(message, sender.value, container);
  if (!read.ok) return read;
  const asked = read.value;
  if ('changedSince' in asked) await receiveChanged(asked.changedSince, message, sender.value, container.ports);
  else await answerOrder(asked.inquiry, message, sender.value, container.ports);
  return ok(undefined);
};
