import type { EventBridgeEvent, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Pointer } from '../app/ports/pointer.ts';
import type { Container } from '../handlers/container.ts';
import { container } from './open-container.ts';

export type BusEvent = EventBridgeEvent<string, unknown>;
export type BusHandler = (event: BusEvent, container: Container) => Promise<void>;
export type QueueHandler = (pointer: Pointer, container: Container) => Promise<void>;
export type ScheduleHandler = (container: Container) => Promise<void>;

const pointerShape = z.object({ tenant: z.string(), id: z.string() });

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** Target of an EventBridge rule. Throws until the event is durable, and EventBridge delivers it again. */
export const busEntry =
  (handle: BusHandler, open: () => Container = container) =>
  (event: BusEvent): Promise<void> =>
    handle(event, open());

/** Consumer of an SQS queue: each message is processed by itself, and only failed ones are delivered again. */
export const queueEntry =
  (handle: QueueHandler, open: () => Container = container) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const opened = open();
    const failed = async ({ body, messageId, attributes }: SQSRecord): Promise<boolean> => {
      try {
        await handle(pointerShape.parse(JSON.parse(body)), opened);
        return false;
      } catch (error) {
        const attempts = Number(attributes.ApproximateReceiveCount);
        opened.ports.log.error('message-failed', { messageId, attempts, errorName: nameOf(error) });
        return true;
      }
    };
    const failures = await Promise.all(Records.map(failed));
    const again = Records.filter((_, index) => failures[index]);
    return { batchItemFailures: again.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };

/** A scheduled job. It throws on failure, so that the platform's alarm sees it. */
export const scheduleEntry =
  (handle: ScheduleHandler, open: () => Container = container) =>
  (): Promise<void> =>
    handle(open());
