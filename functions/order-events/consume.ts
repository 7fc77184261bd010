import type { Agent } from '../../shared/app/audit.ts';
import { auditWork } from '../../shared/app/audit-work.ts';
import type { OrderRef } from '../../shared/app/authorization-store.ts';
import { finishHook } from '../../shared/app/finish-hook.ts';
import { handleOrderEvent } from '../../shared/app/handle-order-event.ts';
import { handleVisitEvent } from '../../shared/app/handle-visit-event.ts';
import { isHook } from '../../shared/app/leave-hook.ts';
import { isVisit } from '../../shared/app/receive-order-event.ts';
import { isWriteBack, redriveWriteBack } from '../../shared/app/write-back.ts';
import type { QueueDoor } from '../../shared/runtime/event-entry.ts';
import { readHookLeft } from '../../shared/runtime/read-hook-left.ts';
import { readOrderEvent } from '../../shared/runtime/read-order-event.ts';
import { readVisitEvent } from '../../shared/runtime/read-visit-event.ts';

const BY_SOURCE = { door: 'order-events', who: ({ source }: OrderRef): Agent => ({ kind: 'source', name: source }) };

export const consume: QueueDoor = async (pointer, opened) => {
  const house = { ...opened, ports: auditWork(BY_SOURCE, opened.ports) };
  if (isWriteBack(pointer)) await redriveWriteBack(pointer, house.ports);
  else if (isVisit(pointer)) await handleVisitEvent(pointer, readVisitEvent, house.ports);
  else if (isHook(pointer)) await finishHook(pointer, readHookLeft(house), house.ports);
  else await handleOrderEvent(pointer, readOrderEvent(house), house.ports);
};
