import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { consume } from '../../functions/order-events/consume.ts';
import { receive } from '../../functions/order-events/receive.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { relayOutbox } from '../../shared/app/outbox/relay-outbox.ts';
import type { PublishedEvent, Queue, Tenant } from '../../shared/app/ports/ports.ts';
import type { Request } from '../../shared/handlers/handler.ts';
import { ROUTES } from '../../shared/http/routes/index.ts';
import { type BusEvent, busEntry, queueEntry } from '../../shared/lambda/event-entry.ts';
import type { OpenedContainer } from '../../shared/lambda/open-container.ts';
import { openContainer } from '../../shared/lambda/open-container.ts';
import { openTestStores } from './embedded-store.ts';
import { guardPartitions, runAs } from './own-partitions.ts';
import { readOnce } from './read-once.ts';

type Pointer = Parameters<Queue['send']>[0];

/** A queue that keeps what was sent, and can be told to fail. */
const makeQueue = () => {
  const sent: Pointer[] = [];
  return {
    sent,
    fails: 0,
    async send(pointer: Pointer): Promise<void> {
      if (this.fails-- > 0) throw new Error('the queue is away');
      sent.push(pointer);
    },
  };
};

export const NOW = '2026-11-25T15:00:00.000Z';
/** The tenant and the source registered to it in these tests. */
export const TENANT = { id: tenantId('clinic'), source: 'clinic-ehr' };

/** The event functions over real stores, with queues and bus that tell what went through them, and a log that is kept. */
export const openEventHarness = async (
  more: Partial<Tenant> = {},
  prepare: (client: DynamoDBDocumentClient) => void = () => undefined,
) => {
  const table = await openTestStores({
    prepare: (client) => {
      prepare(client);
      guardPartitions(client);
    },
  });
  const real = openContainer({
    TABLE_NAME: 'unused',
    AWS_REGION: 'us-east-1',
    EVENT_BUS_NAME: 'bus',
    QUEUE_URL: 'unused',
    CANONICAL_BASE: 'https://stresspass.example/fhir',
    HASH_SECRET: 'unused',
    PUBLIC_URL: 'http://localhost',
    DEFAULT_TENANT: TENANT.id,
    AUTH: 'required',
    PRIVATE_ORIGINS: 'http://127.0.0.1:*',
    LOG_LEVEL: 'silent',
  });
  const queue = makeQueue();
  const deadLetters = makeQueue();
  const published: PublishedEvent[] = [];
  const logged: string[] = [];
  const write = (event: string, fields?: object) => void logged.push(JSON.stringify({ event, ...fields }));
  const time = { now: NOW };
  const harness: OpenedContainer = {
    ...real,
    ports: {
      ...real.ports,
      ...readOnce(real),
      ...table.stores,
      digest: table.digest,
      clock: { ...real.ports.clock, now: () => time.now },
      queue,
      deadLetters,
      events: { publish: async (events) => void published.push(...events) },
      log: { info: write, warn: write, error: write },
    },
  };
  await table.stores.settings.put({
    id: TENANT.id,
    timeZone: 'America/New_York',
    confirmationRequired: false,
    rosterComplete: [],
    sources: [{ id: TENANT.source, name: 'EHR of the clinic' }],
    ...more,
  });
  const receiving = busEntry(receive, () => harness);
  const receiver = (event: BusEvent) => runAs('OrderReceiver', () => receiving(event));
  const consuming = queueEntry(consume, () => harness);
  const consumer = (event: SQSEvent) => runAs('OrderConsumer', () => consuming(event));

  const deliver = (bodies: readonly string[]): Promise<SQSBatchResponse> =>
    consumer({
      Records: bodies.map((body, index) => ({
        messageId: `m${index}`,
        body,
        attributes: { ApproximateReceiveCount: '1' },
      })),
    } as SQSEvent);

  return {
    harness,
    table,
    ports: harness.ports,
    queue,
    deadLetters,
    published,
    logged,
    time,
    receive: (event: Partial<BusEvent>) => receiver(busEvent(event)),
    deliver,
    /** Hands every queued pointer to the consumer, ten a batch, and empties the queue. */
    drain: async () => {
      const results: SQSBatchResponse[] = [];
      while (queue.sent.length)
        results.push(await deliver(queue.sent.splice(0, 10).map((pointer) => JSON.stringify(pointer))));
      return results.flatMap(({ batchItemFailures }) => batchItemFailures);
    },
    /** Until nothing is left that can be settled now; how many were. */
    relay: async () => {
      let settled = 0;
      for (let more = 1; more > 0; settled += more) more = await runAs('IntentRelay', () => relayOutbox(harness.ports));
      return settled;
    },
    record: async (orderId: string) =>
      (await harness.ports.authorizations.load(TENANT.id, [{ source: TENANT.source, orderId }], [])).records[0],
    close: table.close,
  };
};
export type EventHarness = Awaited<ReturnType<typeof openEventHarness>>;

let count = 0;
const busEvent = (event: Partial<BusEvent>): BusEvent => ({
  version: '0',
  id: `event-${++count}`,
  'detail-type': 'FHIR ServiceRequest',
  source: TENANT.source,
  account: '000000000000',
  time: NOW,
  region: 'us-east-1',
  resources: [],
  detail: {},
  ...event,
});

/** A call of the endpoint with that name, as the entry passes it on. */
export const requestTo = (door: string, params: Readonly<Record<string, string>>, body: object): Request => ({
  route: ROUTES.find((route) => route.handler === door)!,
  params,
  query: {},
  headers: {},
  body: JSON.stringify(body),
  receivedAt: NOW,
  identity: { tenant: TENANT.id },
});
