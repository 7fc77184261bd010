import { auditWork } from '../../shared/app/access/audit-work.ts';
import { takeUpAgain } from '../../shared/app/outbox/put-follow-ups.ts';
import type { Agent } from '../../shared/app/ports/access/audit.ts';
import type { OrderRef } from '../../shared/app/ports/authorization-store.ts';
import { givenUpOf } from '../../shared/app/ports/given-up.ts';
import { handleMessage } from '../../shared/handlers/events/handle-message.ts';
import type { QueueHandler } from '../../shared/lambda/event-entry.ts';

const BY_SOURCE = { door: 'order-events', who: ({ source }: OrderRef): Agent => ({ kind: 'source', name: source }) };

/** What waits is a message that came in, or a delivery that was given up and is redriven. */
export const consume: QueueHandler = async (pointer, opened) => {
  const container = { ...opened, ports: auditWork(BY_SOURCE, opened.ports) };
  const givenUp = givenUpOf(pointer);
  if (givenUp) await takeUpAgain(pointer, givenUp, container.ports);
  else await handleMessage(pointer, container);
};
