import { type AwsAddress, awsClient } from './aws-client.ts';

/** Visibility timeout in seconds; messages that are not taken become visible again after it. */
const HIDDEN = 30;

/**
 * Removes the messages for which `work` returns `true` from an SQS queue and leaves the others. Looks at each message
 * once, until the queue returns nothing new. Returns how many were removed.
 */
export const takeMessages = async (
  { queueUrl: QueueUrl, ...address }: AwsAddress & { readonly queueUrl: string },
  work: (body: string) => Promise<boolean>,
): Promise<number> => {
  const { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } = await import('@aws-sdk/client-sqs');
  const client = new SQSClient(awsClient(address));
  const seen = new Set<string>();
  let taken = 0;
  for (;;) {
    const receive = { QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: HIDDEN, WaitTimeSeconds: 1 };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(receive));
    const fresh = Messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
    if (fresh.length === 0) return taken;
    for (const { MessageId = '', Body = '', ReceiptHandle } of fresh) {
      seen.add(MessageId);
      if (!(await work(Body))) continue;
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      taken += 1;
    }
  }
};
