import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedDynamodb, ensureTable, startDynamodb } from '../../infra/local/dynamodb.ts';
import { makeDigest } from '../../shared/adapters/digest.ts';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';
import { openStores } from '../../shared/adapters/dynamodb/open-stores.ts';
import { tableDefinition } from '../../shared/adapters/dynamodb/table-definition.ts';
import { tenantId } from '../../shared/app/keys/tenant-id.ts';
import { type BuiltBundles, buildBundles } from './build-bundles.ts';
import { type EmulatedAws, emulateAws } from './emulated-aws.ts';
import { type EmulatedLambda, emulateLambda, type LambdaSettings } from './emulated-lambda.ts';
import { MARKED, orderBundle } from './order.ts';

const SECRET = {
  arn: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:HashKey-AbCdEf',
  text: 'a key of the tests',
};
const SOURCE = 'clinic-ehr';

let built: BuiltBundles;
let engine: EmbeddedDynamodb;
let aws: EmulatedAws;
const started: EmulatedLambda[] = [];

beforeAll(async () => {
  [built, engine, aws] = await Promise.all([
    buildBundles(),
    startDynamodb({ dataDir: ':memory:' }),
    emulateAws(SECRET),
  ]);
  const client = dynamodbClient({ region: 'us-east-1', endpoint: engine.endpoint });
  await ensureTable(client, tableDefinition('records'));
  await openStores({ client, tableName: 'records', digest: makeDigest(SECRET.text) }).settings.put({
    id: tenantId('clinic'),
    timeZone: 'America/New_York',
    confirmationRequired: false,
    rosterComplete: [],
    sources: [{ id: SOURCE, name: 'The clinic' }],
  });
  client.destroy();
}, 120_000);
afterAll(async () => {
  for (const lambda of started) await lambda.stop();
  await aws.close();
  await engine.close();
  built.remove();
});

/** A function as the stack configures it, with the addresses of this test. */
const run = async (bundle: string, handler: string, more: Partial<LambdaSettings> = {}): Promise<EmulatedLambda> => {
  const { environment, ...rest } = more;
  const lambda = await emulateLambda({
    folder: built.folderOf(bundle),
    handler: `index.${handler}`,
    runtimeClient: built.runtimeClient,
    ...rest,
    environment: {
      AWS_LAMBDA_FUNCTION_NAME: 'emulated',
      AWS_ENDPOINT_URL: aws.endpoint,
      TABLE_NAME: 'records',
      DYNAMODB_ENDPOINT: engine.endpoint,
      QUEUE_URL: `${aws.endpoint}/000000000000/orders`,
      DEAD_LETTER_URL: `${aws.endpoint}/000000000000/dead-letters`,
      HASH_SECRET: SECRET.arn,
      CANONICAL_BASE: '',
      ...environment,
    },
  });
  started.push(lambda);
  return lambda;
};

const httpEvent = (method: string, resource: string, body?: object) => ({
  httpMethod: method,
  resource,
  path: resource,
  headers: { 'content-type': 'application/fhir+json' },
  multiValueQueryStringParameters: null,
  pathParameters: null,
  body: body ? JSON.stringify(body) : null,
  isBase64Encoded: false,
  requestContext: { requestId: 'one-request' },
});
const busEvent = (id: string, detail: object) => ({ id, source: SOURCE, 'detail-type': 'FHIR ServiceRequest', detail });

describe('what is built', () => {
  test('every handler the stack names is exported by its bundle', async () => {
    const stack = readFileSync(new URL('../../infra/stack.ts', import.meta.url), 'utf8');
    const named = [...stack.matchAll(/run\('\w+', '([\w-]+)', '(\w+)'/g)].map(([, bundle = '', handler = '']) => [
      bundle,
      handler,
    ]);
    expect(named.length).toBeGreaterThanOrEqual(4);
    for (const [bundle = '', handler = ''] of named) {
      const exported: Record<string, unknown> = await import(`${built.folderOf(bundle)}/index.mjs`);
      expect(exported[handler], `${bundle}.${handler}`).toBeTypeOf('function');
    }
    expect([...new Set(named.map(([bundle]) => bundle))].sort()).toEqual(built.bundles.map(({ name }) => name));
  }, 60_000);

  test('a start loads at most 500 kB for the FHIR API and 750 kB for the others, and nothing of the workshop is in it', () => {
    for (const { name, codeBytes, inputs } of built.bundles) {
      expect(codeBytes, name).toBeLessThan(name === 'fhir-api' ? 500_000 : 750_000);
      const packages = Object.keys(inputs).flatMap(
        (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
      );
      expect(packages).toContain('@aws-sdk/client-dynamodb');
      for (const foreign of ['dynalite', 'fhir', '@medplum/core', 'aws-cdk-lib', '@aws-sdk/credential-provider-sso'])
        expect(packages, name).not.toContain(foreign);
    }
  });
});

describe('built functions behind the Runtime API', () => {
  test('a start reads two files, the entry and what runs before it', () => {
    const imported = /(?:from|import)\s*"(\.\/[\w.-]+)"/g;
    for (const { name, folder, codeBytes } of built.bundles) {
      const [entry, start] = ['index.mjs', 'start.mjs'].map((file) => readFileSync(join(folder, file), 'utf8'));
      const named = new Set([...(entry ?? '').matchAll(imported)].map(([, path]) => path));
      expect([...named], name).toEqual(['./start.mjs']);
      expect([...(start ?? '').matchAll(imported)], name).toEqual([]);
      expect(codeBytes, name).toBe(Buffer.byteLength(`${entry}${start}`));
    }
  });

  test('an order event becomes durable, is queued, answered, and announced', async () => {
    const receiver = await run('order-events', 'receiver');
    const consumer = await run('order-events', 'consumer');
    const relay = await run('schedules', 'relay', { environment: { EVENT_BUS_NAME: 'bus' } });

    const event = busEvent('event-1', { source: SOURCE, bundle: orderBundle('order-1') });
    expect(await receiver.invoke(event)).toMatchObject({ kind: 'response' });
    const [queued] = aws.orders.receive(1);
    expect(Object.keys(JSON.parse(queued?.body ?? '{}'))).toEqual(['tenant', 'id']);

    const record = { messageId: 'm1', body: queued?.body, attributes: { ApproximateReceiveCount: '1' } };
    const answered = await consumer.invoke({ Records: [record] });
    expect(answered, consumer.log()).toEqual({ kind: 'response', value: { batchItemFailures: [] } });

    expect(await relay.invoke({})).toMatchObject({ kind: 'response' });
    expect(aws.published.map((event) => event['detail-type'])).toContain('StressTestAssessed');
    expect(aws.published[0]?.detail).toMatchObject({ order: 'ServiceRequest/order-1', tenant: 'clinic' });

    const said = receiver.log() + consumer.log() + relay.log() + JSON.stringify([aws.published, queued]);
    expect(said).toContain('order-answered');
    for (const secret of [...Object.values(MARKED), '1958-03-04', SECRET.text]) expect(said).not.toContain(secret);
  });

  test('a message of a queue that cannot be read is handed back, the others are not', async () => {
    const consumer = await run('order-events', 'consumer');
    const record = (messageId: string, body: string) => ({
      messageId,
      body,
      attributes: { ApproximateReceiveCount: '1' },
    });
    const gone = JSON.stringify({ tenant: 'clinic', id: 'never-received' });
    expect(await consumer.invoke({ Records: [record('bad', 'not JSON'), record('good', gone)] })).toEqual({
      kind: 'response',
      value: { batchItemFailures: [{ itemIdentifier: 'bad' }] },
    });
  });

  test('a call is answered in FHIR, and one without a token refused', async () => {
    const api = await run('fhir-api', 'handler');
    expect(await api.invoke(httpEvent('GET', '/r4/metadata'))).toMatchObject({
      kind: 'response',
      value: { statusCode: 200 },
    });
    const refused = await api.invoke(httpEvent('POST', '/r4/ServiceRequest/$assess', orderBundle('order-2')));
    expect(refused).toMatchObject({ kind: 'response', value: { statusCode: 401 } });
    expect(JSON.stringify(refused)).toContain('OperationOutcome');
  });

  test('AUTH=open is refused in Lambda, and the next call finds the process alive', async () => {
    const api = await run('fhir-api', 'handler', { environment: { AUTH: 'open' } });
    for (const _ of ['first', 'second'])
      expect(await api.invoke(httpEvent('GET', '/health'))).toMatchObject({
        kind: 'error',
        errorMessage: expect.stringContaining('AUTH=open'),
      });
  });

  test('on a loopback host the same bundle answers an order, twice the same', async () => {
    const api = await run('fhir-api', 'handler', { environment: { AUTH: 'open', AWS_LAMBDA_FUNCTION_NAME: '' } });
    const call = () => api.invoke(httpEvent('POST', '/r4/ServiceRequest/$assess', orderBundle('order-3')));
    const first = await call();
    expect(first, api.log()).toMatchObject({ kind: 'response', value: { statusCode: 200 } });
    expect(JSON.stringify(first)).toContain('CoverageEligibilityResponse');
    expect(JSON.parse(bodyOf(await call()))).toEqual(JSON.parse(bodyOf(first)));
  });

  test('a secret that cannot be read is an error of the start, not of a call', async () => {
    const api = await run('fhir-api', 'handler', { environment: { HASH_SECRET: `${SECRET.arn}x` } });
    expect(await api.invoke(httpEvent('GET', '/health'))).toMatchObject({
      kind: 'init-error',
      errorMessage: 'The secret holds no text.',
    });
  });

  test('one that never answers is ended at its deadline, and the next call gets a new sandbox', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const relay = await run('schedules', 'relay', {
      environment: { DYNAMODB_ENDPOINT: `http://127.0.0.1:${port}` },
      timeoutMs: 100,
    });
    expect(await relay.invoke({})).toEqual({ kind: 'timeout' });
    expect(await relay.invoke({})).toEqual({ kind: 'timeout' });
    silent.close();
    silent.closeAllConnections();
  });
});

const bodyOf = (outcome: unknown): string => (outcome as { value: { body: string } }).value.body;
