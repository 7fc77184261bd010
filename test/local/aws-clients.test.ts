import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeBus } from '../../infra/local/aws/bus.ts';
import { awsEndpoint } from '../../infra/local/aws/endpoint.ts';
import { makeLocalQueue } from '../../infra/local/aws/queue.ts';
import { sqsOperations } from '../../infra/local/aws/sqs.ts';
import { startServer } from '../../infra/local/http/server.ts';
import type { BusEvent } from '../../shared/lambda/event-entry.ts';

/** AWS's own clients against the stand-ins: what they accept as AWS. */
const taken: BusEvent[] = [];
let failing = false;
const queue = makeLocalQueue({ name: 'orders', visibilityMs: 60_000 });
let server: Awaited<ReturnType<typeof startServer>>;
let bus: EventBridgeClient;
let sqs: SQSClient;
let QueueUrl = '';

beforeAll(async () => {
  const rule = {
    detailType: 'FHIR ServiceRequest',
    target: async (event: BusEvent) => {
      if (failing) throw new Error('the store is away');
      taken.push(event);
    },
  };
  server = await startServer(0, {
    invoke: () => Promise.reject(new Error('not asked here')),
    aws: awsEndpoint({ ...makeBus([rule]), ...sqsOperations([queue]) }),
  });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const client = {
    region: 'us-east-1',
    endpoint,
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  bus = new EventBridgeClient(client);
  sqs = new SQSClient(client);
  QueueUrl = `${endpoint}/000000000000/orders`;
});
afterAll(async () => {
  bus.destroy();
  sqs.destroy();
  await server.close();
});
beforeEach(() => {
  taken.length = 0;
  failing = false;
});

const entry = (more: object = {}) => ({
  Source: 'demo-ehr',
  DetailType: 'FHIR ServiceRequest',
  Detail: '{"source":"demo-ehr"}',
  ...more,
});
const put = (...Entries: object[]) => bus.send(new PutEventsCommand({ Entries: Entries as [] }));

describe('the bus', () => {
  test('hands an event to the rule that matches, in the form EventBridge has', async () => {
    const { FailedEntryCount, Entries } = await put(entry({ Time: new Date('2026-06-01T12:00:00Z') }));
    expect(FailedEntryCount).toBe(0);
    expect(taken).toEqual([
      {
        version: '0',
        id: Entries?.[0]?.EventId,
        'detail-type': 'FHIR ServiceRequest',
        source: 'demo-ehr',
        account: '000000000000',
        time: '2026-06-01T12:00:00Z',
        region: 'us-east-1',
        resources: [],
        detail: { source: 'demo-ehr' },
      },
    ]);
  });

  test('accepts what no rule matches, and gives it to nobody', async () => {
    expect((await put(entry({ DetailType: 'Other' }))).FailedEntryCount).toBe(0);
    expect(taken).toEqual([]);
  });

  test('fails the entries that are wrong and takes the others', async () => {
    const { FailedEntryCount, Entries } = await put(entry({ Detail: '[1]' }), entry(), entry({ Source: undefined }));
    expect(FailedEntryCount).toBe(2);
    expect(Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual(['MalformedDetail', undefined, 'InvalidArgument']);
    expect(taken).toHaveLength(1);
  });

  test('an event its target could not take is not accepted', async () => {
    failing = true;
    const { FailedEntryCount, Entries } = await put(entry());
    expect([FailedEntryCount, Entries?.[0]?.ErrorCode, Entries?.[0]?.EventId]).toEqual([
      1,
      'InternalFailure',
      undefined,
    ]);
  });

  test('takes ten a call and refuses eleven', async () => {
    await expect(put(...Array.from({ length: 11 }, () => entry()))).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect((await put(...Array.from({ length: 10 }, () => entry()))).Entries).toHaveLength(10);
  });
});

describe('the queue', () => {
  test('send, look, receive, delete', async () => {
    const counts = async () => {
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
      return [Attributes?.ApproximateNumberOfMessages, Attributes?.ApproximateNumberOfMessagesNotVisible];
    };
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"id":"é"}' }));
    expect(await counts()).toEqual(['1', '0']);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    expect(Messages).toMatchObject([{ Body: '{"id":"é"}', Attributes: { ApproximateReceiveCount: '1' } }]);
    expect(await counts()).toEqual(['0', '1']);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages?.[0]?.ReceiptHandle }));
    expect(await counts()).toEqual(['0', '0']);
  });

  test('names what is wrong as SQS does', async () => {
    const elsewhere = new SendMessageCommand({ QueueUrl: QueueUrl.replace('orders', 'other'), MessageBody: 'x' });
    await expect(sqs.send(elsewhere)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    const tooMany = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 11 });
    await expect(sqs.send(tooMany)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
  });

  test('an operation nobody offers, and a body that is no JSON, are errors and not crashes', async () => {
    const post = (target: string, body: string) =>
      fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST', headers: { 'x-amz-target': target }, body });
    expect(await (await post('AmazonSQS.PurgeQueue', '{}')).json()).toMatchObject({
      __type: 'UnknownOperationException',
    });
    expect(await (await post('toString', '{}')).json()).toMatchObject({ __type: 'UnknownOperationException' });
    expect(await (await post('AWSEvents.PutEvents', '{')).json()).toMatchObject({ __type: 'SerializationException' });
  });
});
