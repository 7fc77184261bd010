import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { makeQueue } from '../../shared/adapters/aws/queue.ts';
import { startAwsStandIn } from '../support/aws-stand-in.ts';

let stop: () => void = () => undefined;
afterEach(() => stop());

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const open = async (answers = true) => {
  const sqs = await startAwsStandIn(({ input }) =>
    answers
      ? { body: { MessageId: 'm1', MD5OfMessageBody: md5((input as { MessageBody: string }).MessageBody) } }
      : { status: 400, body: { __type: 'com.amazonaws.sqs#QueueDoesNotExist', message: 'no' } },
  );
  stop = sqs.close;
  const queueUrl = `${sqs.endpoint}/000000000000/orders`;
  return { sqs, queue: makeQueue({ region: 'us-east-1', endpoint: sqs.endpoint, queueUrl }), queueUrl };
};

describe('the queue', () => {
  test('carries tenant and id, whatever else the caller holds', async () => {
    const { sqs, queue, queueUrl } = await open();
    const message = { tenant: 'demo', id: 'm-1', body: '{"resourceType":"Patient"}', source: 'ehr' };
    await queue.send(message);
    expect(sqs.calls).toEqual([
      { target: 'AmazonSQS.SendMessage', input: { QueueUrl: queueUrl, MessageBody: '{"tenant":"demo","id":"m-1"}' } },
    ]);
  });

  test('throws when the message was not accepted', async () => {
    const { queue } = await open(false);
    await expect(queue.send({ tenant: 'demo', id: 'm-1' })).rejects.toThrow();
  });

  test('cannot be used without a queue URL', async () => {
    const queue = makeQueue({ region: 'us-east-1', queueUrl: undefined });
    await expect(queue.send({ tenant: 'demo', id: 'm-1' })).rejects.toThrow('no address');
  });
});
