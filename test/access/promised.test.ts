import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { startDynamodb } from '../../infra/local/dynamodb.ts';
import { startServer } from '../../infra/local/http/server.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { getItem } from '../../shared/adapters/dynamodb/table-access.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { tryFollowUp } from '../../shared/app/outbox/try-follow-up.ts';
import { readConfig } from '../../shared/lambda/config.ts';
import { openTestStores } from '../support/embedded-store.ts';

/** What the pages on security promise and no other test is about; which test shows what: `test/docs/promises.ts`. */
const reaches = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .once('timeout', () => end(false));
  });

test('nobody reaches the service or its table from outside the machine', async () => {
  const server = await startServer(0, { invoke: () => Promise.reject(), aws: () => Promise.reject() });
  const engine = await startDynamodb({ dataDir: ':memory:' });
  const ports = [server.port, Number(new URL(engine.endpoint).port)];
  const outside = Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
  for (const port of ports) {
    expect(await reaches('127.0.0.1', port)).toBe(true);
    // Every address of the machine but 127.0.0.1 is refused by a listener on 127.0.0.1, the other loopback ones too.
    for (const host of ['127.0.0.2', ...outside]) expect(await reaches(host, port), host).toBe(false);
  }
  await server.close();
  await engine.close();
});

test('open for anybody but this machine is no configuration', () => {
  const needed = { TABLE_NAME: 't', QUEUE_URL: 'q', HASH_SECRET: 's', AUTH: 'open' };
  const read = (more: Record<string, string>) => () => readConfig({ ...needed, ...more });
  for (const PUBLIC_URL of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])
    expect(read({ PUBLIC_URL })).not.toThrow();
  for (const PUBLIC_URL of ['https://stresspass.example', 'http://10.0.0.1:3000', 'http://localhost.example'])
    expect(read({ PUBLIC_URL }), PUBLIC_URL).toThrow('AUTH=open');
  expect(read({ PUBLIC_URL: 'http://localhost:3000', AWS_LAMBDA_FUNCTION_NAME: 'f' })).toThrow('AUTH=open');
});

test('a throttled call of the table is tried five times', async () => {
  let asked = 0;
  const busy = createServer((_request, response) => {
    asked += 1;
    response.statusCode = 400;
    response.end(JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException', message: '' }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => busy.once('listening', resolve));
  const endpoint = `http://127.0.0.1:${(busy.address() as AddressInfo).port}`;
  const table = { client: dynamodbClient({ region: 'us-east-1', endpoint }), tableName: 't' };
  await expect(getItem(table, { pk: 'a', sk: 'b' })).rejects.toThrow();
  expect(asked).toBe(5);
  table.client.destroy();
  busy.close();
  busy.closeAllConnections();
}, 30_000);

test('an entry of the trail is put only where there is none', async () => {
  const puts: { readonly Item?: { readonly pk?: unknown } }[] = [];
  const { stores, client, close } = await openTestStores({
    prepare: (one) =>
      one.middlewareStack.add(
        (next, context) => (args) => {
          if (context.commandName === 'PutItemCommand' || context.commandName === 'PutCommand')
            puts.push(args.input as object);
          return next(args);
        },
        { step: 'initialize' },
      ),
  });
  const tenant = tenantId('clinic');
  const about = { door: 'task-read', action: 'R', status: 200, patients: [], orders: [], answers: [] } as const;
  const who = { kind: 'client', name: 'portal' } as const;
  await stores.audit.append({ tenant, at: '2026-06-01T15:00:00.000Z', who, ...about });
  const put = puts.find((one) => typeof one.Item?.pk === 'string');
  expect(put?.Item?.pk).toMatch(/#AUDIT#/);
  await expect(client.send(new PutCommand(put as never))).rejects.toThrow('conditional');
  await close();
});

test('a write-back is given up after twelve tries over one to two and a half hours', async () => {
  const totals: number[] = [];
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) {
    let now = Date.parse('2026-06-01T15:00:00.000Z');
    const start = now;
    let attempts = 0;
    let tries = 0;
    let done = false;
    const away = () => Promise.reject(new Error('away'));
    const hash = (value: unknown) =>
      Buffer.from(`${JSON.stringify(value)}${id.repeat(9)}`)
        .toString('hex')
        .slice(-12);
    const ports = {
      settings: { tenant: away },
      clock: { now: () => new Date(now).toISOString() },
      digest: { of: hash },
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      deadLetters: { send: async () => undefined },
      outbox: {
        finish: async () => undefined,
        retryLater: async (_tenant: unknown, _delivery: unknown, changed: { attempts: number; notBefore: string }) => {
          attempts = changed.attempts;
          now = Date.parse(changed.notBefore);
        },
      },
    };
    while (!done && tries < 100) {
      tries += 1;
      const order = { source: 'ehr', orderId: 'o1' };
      const delivery = { id, kind: 'write-back', list: 'WRITEBACK', order, headVersion: 1, determinationId: 'd' };
      done = await tryFollowUp(
        tenantId('clinic'),
        { ...delivery, createdAt: new Date(start).toISOString(), attempts, events: [] } as never,
        ports as never,
      );
    }
    expect(tries).toBe(12);
    totals.push((now - start) / 3_600_000);
  }
  expect(Math.min(...totals)).toBeGreaterThan(1);
  expect(Math.max(...totals)).toBeLessThan(2.5);
  expect(new Set(totals).size).toBeGreaterThan(1);
});
