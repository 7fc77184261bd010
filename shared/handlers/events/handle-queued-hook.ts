import { finishHook } from '../../app/inbox/finish-hook.ts';
import { clientOf } from '../../app/inbox/sender-of.ts';
import { ok } from '../../core/model/result.ts';
import type { MessageHandler } from './message-handler.ts';
import { readQueuedHook } from './read-queued-hook.ts';

/** A queued hook call is read, completed from the chart with the tenant's own credentials, and finished. */
export const handleQueuedHook: MessageHandler = async (message, container) => {
  const sender = await clientOf(message, container.ports);
  if (!sender.ok) return sender;
  const left = await readQueuedHook(message, sender.value, container);
  if (!left.ok) return left;
  return ok(await finishHook(left.value, message, sender.value, container.ports));
};
