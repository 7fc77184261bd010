import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from '../../app/ports/ports.ts';
import { type AwsAddress, awsClient } from './aws-client.ts';

/** Undefined in a function that never sends to it. */
type QueueAddress = AwsAddress & { readonly queueUrl: string | undefined };

/**
 * An SQS queue of inbox ids. The body is built here, so nothing else can be sent. The client is loaded by the first
 * send: most functions open the queue and never use it.
 */
export const makeQueue = ({ queueUrl, ...address }: QueueAddress): Queue => {
  let client: SQSClient | undefined;
  return {
    send: async ({ tenant, id }) => {
      if (!queueUrl) throw new Error('This function was given no address of the queue.');
      const { SendMessageCommand, SQSClient } = await import('@aws-sdk/client-sqs');
      client ??= new SQSClient(awsClient(address));
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ tenant, id }) }));
    },
  };
};
