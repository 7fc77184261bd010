import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Operation } from './endpoint.ts';
import { AwsError } from './error.ts';
import type { LocalQueue, Received } from './queue.ts';

const address = z.object({ QueueUrl: z.string() });
const send = z.object({ MessageBody: z.string().check(z.minLength(1)) });
const receive = z.object({
  MaxNumberOfMessages: z._default(z.int().check(z.minimum(1), z.maximum(10)), 1),
  VisibilityTimeout: z.optional(z.number().check(z.minimum(0))),
});
const remove = z.object({ ReceiptHandle: z.string() });

/** SQS lets clients verify that the body arrived unchanged. */
const md5 = (body: string): string => createHash('md5').update(body).digest('hex');

const read = <T>(shape: z.ZodMiniType<T>, input: unknown): T => {
  const parsed = shape.safeParse(input);
  if (!parsed.success) throw new AwsError('InvalidParameterValue', 'A parameter is missing or wrong.');
  return parsed.data;
};

const messageOf = ({ messageId, receiptHandle, body, sentAt, receiveCount }: Received) => ({
  MessageId: messageId,
  ReceiptHandle: receiptHandle,
  Body: body,
  MD5OfBody: md5(body),
  Attributes: { ApproximateReceiveCount: String(receiveCount), SentTimestamp: String(sentAt) },
});

/**
 * The SQS operations that this service, its operators and its tests use. A queue is identified by the end of its URL.
 */
export const sqsOperations = (queues: readonly LocalQueue[]): Readonly<Record<string, Operation>> => {
  const queueOf = (input: unknown): LocalQueue => {
    const name = read(address, input).QueueUrl.split('/').at(-1);
    const found = queues.find((queue) => queue.name === name);
    if (!found) throw new AwsError('com.amazonaws.sqs#QueueDoesNotExist', 'There is no such queue.');
    return found;
  };
  return {
    'AmazonSQS.SendMessage': (input) => {
      const { MessageBody } = read(send, input);
      return { MessageId: queueOf(input).send(MessageBody), MD5OfMessageBody: md5(MessageBody) };
    },
    'AmazonSQS.ReceiveMessage': (input) => {
      const { MaxNumberOfMessages, VisibilityTimeout } = read(receive, input);
      const hiddenMs = VisibilityTimeout === undefined ? undefined : VisibilityTimeout * 1_000;
      return { Messages: queueOf(input).receive(MaxNumberOfMessages, hiddenMs).map(messageOf) };
    },
    'AmazonSQS.DeleteMessage': (input) => {
      queueOf(input).remove(read(remove, input).ReceiptHandle);
      return {};
    },
    'AmazonSQS.GetQueueAttributes': (input) => {
      const { visible, inFlight } = queueOf(input).counts();
      return {
        Attributes: {
          ApproximateNumberOfMessages: String(visible),
          ApproximateNumberOfMessagesNotVisible: String(inFlight),
        },
      };
    },
  };
};
