import { handleOrderEvent } from '../../shared/app/handle-order-event.ts';
import type { QueueDoor } from '../../shared/runtime/event-entry.ts';
import { readOrderEvent } from '../../shared/runtime/read-order-event.ts';

export const consume: QueueDoor = async (pointer, house) => {
  await handleOrderEvent(pointer, readOrderEvent(house), house.ports);
};
