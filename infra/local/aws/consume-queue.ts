import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { LocalQueue, Received } from './queue.ts';

/** Lambda's default for SQS. */
const BATCH = 10;

const recordOf = ({ messageId, receiptHandle, body, sentAt, receiveCount }: Received, queue: string): SQSRecord => ({
  messageId,
  receiptHandle,
  body,
  attributes: {
    ApproximateReceiveCount: String(receiveCount),
    SentTimestamp: String(sentAt),
    SenderId: 'local',
    ApproximateFirstReceiveTimestamp: String(sentAt),
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:${queue}`,
  awsRegion: 'us-east-1',
});

/**
 * Lambda's event source mapping: passes batches to the function until the queue returns nothing, and deletes what the
 * function did not report as failed. Failed messages reappear after their visibility timeout.
 */
export const consumeQueue =
  (queue: LocalQueue, invoke: (event: SQSEvent) => Promise<SQSBatchResponse>) =>
  async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const batch = queue.receive(BATCH);
      if (!batch.length) return;
      const { batchItemFailures } = await invoke({ Records: batch.map((one) => recordOf(one, queue.name)) });
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const { messageId, receiptHandle } of batch) if (!failed.has(messageId)) queue.remove(receiptHandle);
    }
  };
