import { receiveOrderEvent } from '../../shared/app/receive-order-event.ts';
import { MAX_EVENT_BYTES } from '../../shared/http/order-events.ts';
import type { BusDoor } from '../../shared/runtime/event-entry.ts';

/**
 * Whose order it is says the envelope's `source`, which the bus's own policy guards, not what stands in the detail.
 * A detail that is too long is kept just long enough to be refused.
 */
export const receive: BusDoor = async ({ id, source, detail }, { ports }) => {
  const body = JSON.stringify(detail).slice(0, MAX_EVENT_BYTES + 1);
  const message = await receiveOrderEvent({ id, source, body }, ports);
  ports.log.info('order-received', { tenant: message.tenant, messageId: message.id });
};
