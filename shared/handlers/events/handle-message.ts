import { closeMessage } from '../../app/inbox/close-message.ts';
import { isMessageKind, type MessageKind } from '../../app/inbox/message-kinds.ts';
import { openInboxMessage } from '../../app/inbox/open-message.ts';
import type { Pointer } from '../../app/ports/pointer.ts';
import { TooLarge } from '../../app/ports/too-large.ts';
import { refused } from '../../core/model/result.ts';
import type { Container } from '../container.ts';
import { handleNotice } from './handle-notice.ts';
import { handleOrder } from './handle-order.ts';
import { handleQueuedHook } from './handle-queued-hook.ts';
import { handleSimulation } from './handle-simulation.ts';
import { handleVisit } from './handle-visit.ts';
import type { MessageHandler } from './message-handler.ts';

/** The handler of each kind of message. */
const HANDLERS: Readonly<Record<MessageKind, MessageHandler>> = {
  order: handleOrder,
  visit: handleVisit,
  hook: handleQueuedHook,
  simulation: handleSimulation,
  notice: handleNotice,
};

const UNKNOWN = {
  code: 'not-supported',
  says: 'This release knows no such kind of message.',
  expression: 'kind',
} as const;

/** More than the table holds is refused for good: delivering it again would not help. */
const handled = async (
  handle: MessageHandler,
  message: Parameters<MessageHandler>[0],
  container: Container,
): ReturnType<MessageHandler> => {
  try {
    return await handle(message, container);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    return refused({ code: 'too-long', says: error.message });
  }
};

/** Processes one inbox message: opened by its id, handled by its kind, closed. */
export const handleMessage = async (pointer: Pointer, container: Container): Promise<void> => {
  const message = await openInboxMessage(pointer, container.ports);
  if (!message) return;
  const { kind } = message;
  const done = isMessageKind(kind) ? await handled(HANDLERS[kind], message, container) : refused(UNKNOWN);
  await closeMessage(message, done, container.ports);
};
