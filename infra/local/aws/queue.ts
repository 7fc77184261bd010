import { randomUUID } from 'node:crypto';

export interface Received {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly sentAt: number;
  readonly receiveCount: number;
}
export interface LocalQueue {
  readonly name: string;
  send(body: string): string;
  /** Up to `max` visible messages, now hidden for the visibility timeout. */
  receive(max: number, visibilityMs?: number): readonly Received[];
  remove(receiptHandle: string): void;
  counts(): { readonly visible: number; readonly inFlight: number };
}

/**
 * One SQS queue in memory: visibility timeout, receive count, dead-letter queue after `maxReceives`. It may be lost at
 * any moment, because it only holds ids of messages stored in the inbox.
 */
export const makeLocalQueue = (options: {
  readonly name: string;
  readonly visibilityMs: number;
  readonly redrive?: { readonly maxReceives: number; readonly to: LocalQueue };
  readonly onSend?: () => void;
}): LocalQueue => {
  const { name, visibilityMs, redrive, onSend } = options;
  const messages = new Map<string, Received & { readonly visibleAt: number }>();

  const isVisible = ({ visibleAt }: { readonly visibleAt: number }): boolean => visibleAt <= Date.now();

  return {
    name,
    send: (body) => {
      const messageId = randomUUID();
      messages.set(messageId, {
        messageId,
        receiptHandle: '',
        body,
        sentAt: Date.now(),
        receiveCount: 0,
        visibleAt: 0,
      });
      onSend?.();
      return messageId;
    },
    receive: (max, hiddenMs = visibilityMs) => {
      const taken: Received[] = [];
      for (const message of messages.values()) {
        if (taken.length === max) break;
        if (!isVisible(message)) continue;
        if (redrive && message.receiveCount >= redrive.maxReceives) {
          messages.delete(message.messageId);
          redrive.to.send(message.body);
          continue;
        }
        const received = {
          ...message,
          receiptHandle: `${message.messageId}:${message.receiveCount + 1}`,
          receiveCount: message.receiveCount + 1,
        };
        messages.set(message.messageId, { ...received, visibleAt: Date.now() + hiddenMs });
        taken.push(received);
      }
      return taken;
    },
    /** An old receipt handle removes nothing: the message has been received again since. */
    remove: (receiptHandle) => {
      const [messageId = ''] = receiptHandle.split(':');
      if (messages.get(messageId)?.receiptHandle === receiptHandle) messages.delete(messageId);
    },
    counts: () => {
      const visible = [...messages.values()].filter(isVisible).length;
      return { visible, inFlight: messages.size - visible };
    },
  };
};
