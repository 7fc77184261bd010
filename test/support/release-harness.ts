import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { vi } from 'vitest';
import { consumer } from '../../functions/order-events/index.ts';
import { startDynamodb } from '../../infra/local/dynamodb.ts';
import { setEnvironment } from '../../infra/local/environment.ts';
import { invokeFunction } from '../../infra/local/functions.ts';
import { startServer } from '../../infra/local/http/server.ts';
import { makeLocalAws } from '../../infra/local/local-aws.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import type { BusEvent } from '../../shared/lambda/event-entry.ts';
import { container } from '../../shared/lambda/open-container.ts';
import { startEhrStub } from './ehr-stub.ts';
import type { Ask } from './endpoint-harness.ts';
import { copyDataFolder, fillTable, readFixture, readRows } from './release-fixture.ts';

export type Pointer = { readonly tenant: string; readonly id: string };

/**
 * The service of today over what the release left behind: the deployed functions as `npm start` puts them together,
 * without the tickers, and a clock that stands still. Once a test file, because a process opens its ports once.
 */
export const openReleaseHarness = async (instant: string, auth: 'open' | 'required') => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(instant) });
  const folder = await copyDataFolder();
  const ehr = await startEhrStub();
  const places = { ehr: ehr.origin, folder };
  ehr.charts.push(...(await readFixture('ehr.jsonl', places)));
  const engine = await startDynamodb({ dataDir: ':memory:' });
  const client = dynamodbClient({ region: 'us-east-1', endpoint: engine.endpoint });
  await fillTable(client, await readRows(places));
  const published: BusEvent[] = [];
  const aws = makeLocalAws(async (event) => void published.push(event));
  const server = await startServer(0, { invoke: invokeFunction, aws: aws.endpoint });
  const url = `http://127.0.0.1:${server.port}`;
  const secretIn = async (name: string) => (await readFile(join(folder, name), 'utf8')).trim();
  Object.assign(process.env, { PUBLIC_URL: 'http://localhost:3000', LOG_LEVEL: 'silent' });
  setEnvironment(
    { port: 0, dataDir: folder, auth },
    {
      url,
      dynamodbEndpoint: engine.endpoint,
      secret: await secretIn('secret'),
      tokenSecret: await secretIn('token-secret'),
    },
  );
  const { ports } = container();
  const [tokens] = await readFixture('tokens.json');

  const deliver = async (pointers: readonly Pointer[]): Promise<void> => {
    for (const { tenant, id } of pointers) {
      const record = { messageId: id, body: JSON.stringify({ tenant, id }), receiptHandle: id, messageAttributes: {} };
      const attributes = {
        ApproximateReceiveCount: '1',
        SentTimestamp: '0',
        SenderId: 'test',
        ApproximateFirstReceiveTimestamp: '0',
      };
      const where = { md5OfBody: '', eventSource: 'aws:sqs', eventSourceARN: '', awsRegion: 'us-east-1' };
      await consumer({ Records: [{ ...record, ...where, attributes }] });
    }
  };

  return {
    ports,
    url,
    folder,
    ehr,
    published,
    standAt: (next: string): void => void vi.setSystemTime(Date.parse(next)),
    /** `as`: with the token that the release issued to the tenant's client. */
    ask: async ({ as, ...ask }: Ask & { readonly as?: string }) => {
      const response = await fetch(`${url}${ask.path}`, {
        method: ask.method ?? 'GET',
        headers: {
          ...(ask.body === undefined ? {} : { 'content-type': 'application/fhir+json' }),
          ...(as ? { authorization: `Bearer ${tokens[as]}` } : {}),
          ...ask.headers,
        },
        ...(ask.body === undefined ? {} : { body: JSON.stringify(ask.body) }),
      });
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        body: JSON.parse(await response.text()),
      };
    },
    deliver,
    /** Hands over whatever waits in the inbox, as a start does. */
    consume: async (): Promise<readonly Pointer[]> => {
      const waiting = await ports.inbox.waiting(1_000);
      await deliver(waiting);
      return waiting;
    },
    close: async (): Promise<void> => {
      await server.close();
      client.destroy();
      await engine.close();
      ehr.close();
      await rm(folder, { recursive: true, force: true });
      vi.useRealTimers();
    },
  };
};
export type ReleaseHarness = Awaited<ReturnType<typeof openReleaseHarness>>;
