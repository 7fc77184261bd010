import { type AwsAddress, awsClient } from './aws-client.ts';

/** Seconds a message stays hidden while we look at it; what is left alone shows again after that. */
const HIDDEN = 30;

/**
 * Takes from an SQS queue what `work` answers `true` for, and leaves the rest where it is. Each message is looked at
 * once, until the queue shows nothing new. How many were taken.
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
