import { receiveMessage } from '../../shared/app/inbox/receive-message.ts';
import { correlationIdOf } from '../../shared/handlers/correlation.ts';
import { MAX_EVENT_BYTES, VISIT_EVENT } from '../../shared/http/order-events.ts';
import type { BusHandler } from '../../shared/lambda/event-entry.ts';

/** What is nested too deep to be written down becomes nothing, and what is too long just too long: both are refused. */
const textOf = (detail: unknown): string => {
  try {
    return JSON.stringify(detail).slice(0, MAX_EVENT_BYTES + 1);
  } catch {
    return '';
  }
};

/** Whose order it is says the envelope's `source`, which the bus's own policy guards, not what stands in the detail. */
export const receive: BusHandler = async ({ id, source, detail, 'detail-type': type }, { ports }) => {
  const kind = type === VISIT_EVENT ? 'visit' : 'order';
  const message = await receiveMessage(
    { kind, id, source, body: textOf(detail), correlationId: correlationIdOf(id) },
    ports,
  );
  ports.log.info('order-received', { tenant: message.tenant, messageId: message.id });
};
