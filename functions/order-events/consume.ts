import { auditWork } from '../../shared/app/access/audit-work.ts';
import { finishHook } from '../../shared/app/inbox/finish-hook.ts';
import { handleOrderEvent } from '../../shared/app/inbox/handle-order-event.ts';
import { handleVisitEvent } from '../../shared/app/inbox/handle-visit-event.ts';
import { isHook } from '../../shared/app/inbox/leave-hook.ts';
import { isVisit } from '../../shared/app/inbox/receive-order-event.ts';
import { takeUpAgain } from '../../shared/app/outbox/put-follow-ups.ts';
import type { Agent } from '../../shared/app/ports/audit.ts';
import type { OrderRef } from '../../shared/app/ports/authorization-store.ts';
import { givenUpOf } from '../../shared/app/ports/given-up.ts';
import { readHookLeft } from '../../shared/handlers/events/read-hook-left.ts';
import { readOrderEvent } from '../../shared/handlers/events/read-order-event.ts';
import { readVisitEvent } from '../../shared/handlers/events/read-visit-event.ts';
import type { QueueHandler } from '../../shared/lambda/event-entry.ts';

const BY_SOURCE = { door: 'order-events', who: ({ source }: OrderRef): Agent => ({ kind: 'source', name: source }) };

export const consume: QueueHandler = async (pointer, opened) => {
  const container = { ...opened, ports: auditWork(BY_SOURCE, opened.ports) };
  const givenUp = givenUpOf(pointer);
  if (givenUp) await takeUpAgain(pointer, givenUp, container.ports);
  else if (isVisit(pointer)) await handleVisitEvent(pointer, readVisitEvent, container.ports);
  else if (isHook(pointer)) await finishHook(pointer, readHookLeft(container), container.ports);
  else await handleOrderEvent(pointer, readOrderEvent(container), container.ports);
};
