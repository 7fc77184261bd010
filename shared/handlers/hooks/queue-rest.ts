import { queueHook } from '../../app/inbox/queue-hook.ts';
import type { Subject } from '../../cds-hooks/hook-service.ts';
import type { ChartPart } from '../../cds-hooks/prefetch/chart-parts.ts';
import { composeMessage } from '../../cds-hooks/prefetch/compose-message.ts';
import { onceEach } from '../../cds-hooks/visits.ts';
import { MAX_EVENT_BYTES } from '../../http/order-events.ts';
import type { Container } from '../container.ts';
import type { QueuedHook } from '../events/read-queued-hook.ts';
import type { HookAsked } from './hook-asked.ts';
import { inTime } from './in-time.ts';

interface Rest {
  readonly subjects: readonly Subject[];
  /** What was read so far. */
  readonly parts: readonly ChartPart[];
  /** The assertion id sent with the answer. */
  readonly promised?: string;
}

const bodyOf = ({ call }: HookAsked, { subjects, parts, promised }: Rest): string => {
  const textOf = (some: readonly ChartPart[]): string => {
    const left: QueuedHook = {
      hook: call.service.hook,
      whatIf: !call.unsolicited,
      ...(promised ? { promised } : {}),
      message: { ...composeMessage(onceEach(subjects), some, call.patientId) },
    };
    return JSON.stringify(left);
  };
  const whole = textOf(parts);
  // A chart that is too large is read again later; the orders exist only here.
  return Buffer.byteLength(whole) > MAX_EVENT_BYTES ? textOf([]) : whole;
};

/**
 * Queues what there was no time for, before the answer is sent: nothing runs after it. Contains only what was read, and
 * not the caller's token. If queuing fails, the answer is still sent.
 */
export const queueRest = async (asked: HookAsked, rest: Rest, { ports }: Container): Promise<void> => {
  const { caller, by, call } = asked;
  const { tenant, source, receivedAt, correlationId } = caller;
  const about = { tenant: tenant.id, door: call.service.hook };
  const follows = correlationId ? { correlationId } : {};
  try {
    const left = queueHook({ tenant: tenant.id, source, receivedAt, body: bodyOf(asked, rest), ...follows }, ports);
    const outcome = (await inTime(left, by.answer - ports.clock.elapsedMs())) === 'late' ? 'late' : 'queued';
    ports.log.info('hook-left', { ...about, outcome });
  } catch (error) {
    ports.log.warn('hook-lost', { ...about, errorName: error instanceof Error ? error.name : '' });
  }
};
