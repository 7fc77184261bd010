import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from '../app/ports.ts';
import { type AwsAddress, awsClient } from './aws-client.ts';

/** An SQS queue of inbox ids. The body is built here, so nothing else can travel. */
export const makeQueue = ({ queueUrl, ...address }: AwsAddress & { readonly queueUrl: string }): Queue => {
  const client = new SQSClient(awsClient(address));
  return {
    send: async ({ tenant, id }) => {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ tenant, id }) }));
    },
  };
};
