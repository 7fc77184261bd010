import type { APIGatewayProxyEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lambdaContext } from '../../infra/local/http/lambda-context.ts';
import type { Handler, Request } from '../../shared/handlers/handler.ts';
import { answer } from '../../shared/handlers/reply.ts';
import { httpEntry } from '../../shared/lambda/http-entry.ts';
import { type EndpointHarness, eventOf, openEndpointHarness, WAYS } from '../support/endpoint-harness.ts';
import { orderMessage } from '../support/endpoint-messages.ts';
import { validateR4 } from '../support/validators.ts';

let harness: EndpointHarness;
beforeAll(async () => {
  harness = await openEndpointHarness();
});
afterAll(() => harness.close());

const status = { method: 'GET', path: '/r4/ServiceRequest/o1/$authorization-status' } as const;

/** The entry with one door of the test's own behind the status route. */
const entry = (door: Handler) => {
  const handler = httpEntry({ 'authorization-status': door }, () => harness.harness);
  return async (event: object = {}, context = lambdaContext('fhir-api')) => {
    const result = await handler({ ...eventOf(status), ...event } as APIGatewayProxyEvent, context);
    return { ...result, outcome: result.body ? JSON.parse(result.body) : undefined };
  };
};
const failing = (error: unknown) => entry(() => Promise.reject(error));
const named = (name: string, more: object = {}) => Object.assign(new Error('Patient Zzyzx'), { name, ...more });

/** What a door sees of an event. */
const seen = async (event: object): Promise<Request> => {
  let request: Request | undefined;
  await entry(async (given) => {
    request = given;
    return answer({});
  })(event);
  return request!;
};

describe('a request', () => {
  test('keeps repeated parameters, also of senders that fill only the plain maps', async () => {
    const both = {
      queryStringParameters: { a: '2', b: '3' },
      multiValueQueryStringParameters: { a: ['1', '2'], b: ['3'] },
    };
    expect((await seen(both)).query).toEqual({ a: ['1', '2'], b: ['3'] });
    const plain = { queryStringParameters: { a: '1' }, multiValueQueryStringParameters: null };
    expect((await seen(plain)).query).toEqual({ a: ['1'] });
  });

  test('has header names in lower case, from either map', async () => {
    const plain = { headers: { 'If-Match': 'W/"1"' }, multiValueHeaders: null };
    expect((await seen(plain)).headers).toEqual({ 'if-match': 'W/"1"' });
    const many = { headers: null, multiValueHeaders: { ACCEPT: ['application/json', 'text/html'] } };
    expect((await seen(many)).headers).toEqual({ accept: 'application/json, text/html' });
  });

  test('has its body decoded', async () => {
    const text = '{"name": "Zoë"}';
    const packed = { body: Buffer.from(text).toString('base64'), isBase64Encoded: true };
    expect((await seen(packed)).body).toBe(text);
    expect((await seen({ body: text })).body).toBe(text);
  });

  test('is answered with its correlation id, unless that could break a log line', async () => {
    const ask = (id: string) =>
      entry(async () => answer({}))({ headers: { 'X-Correlation-Id': id }, multiValueHeaders: {} });
    expect((await ask('call-7')).headers?.['x-correlation-id']).toBe('call-7');
    expect((await ask('a b"\n')).headers?.['x-correlation-id']).toBe('request-1');
  });
});

describe('whatever happens is an answer', () => {
  test.each([
    [{}],
    [{ httpMethod: 'GET' }],
    [{ httpMethod: 'GET', resource: '/nowhere', headers: null, requestContext: undefined }],
    [{ httpMethod: 'DELETE', resource: '/r4/Task/{id}', body: '{' }],
  ])('event %j: 404', async (event) => {
    const result = await harness.handler(event as APIGatewayProxyEvent, lambdaContext('fhir-api'));
    expect(result.statusCode).toBe(404);
    expect(validateR4(JSON.parse(result.body))).toEqual([]);
  });

  test('a known route without parameters, headers or body', async () => {
    const bare = { httpMethod: 'GET', resource: '/r4/Task/{id}' } as APIGatewayProxyEvent;
    expect((await harness.handler(bare, lambdaContext('fhir-api'))).statusCode).toBe(404);
    const empty = { httpMethod: 'POST', resource: '/r4/Claim/$check' } as APIGatewayProxyEvent;
    expect((await harness.handler(empty, lambdaContext('fhir-api'))).statusCode).toBe(415);
  });

  test.each([
    named('ProvisionedThroughputExceededException'),
    named('ThrottlingException'),
    named('TimeoutError'),
    named('AbortError'),
    named('TooBusyError'),
    named('Error', { code: 'ECONNREFUSED' }),
    named('AggregateError', { code: 'ECONNREFUSED' }),
    named('Error', { $metadata: { httpStatusCode: 502 } }),
    named('Error', { cause: named('Error', { code: 'ECONNRESET' }) }),
  ])('a store that does not answer ($name, $code): 503, try again', async (error) => {
    const { statusCode, headers, outcome } = await failing(error)();
    expect([statusCode, headers?.['retry-after'], outcome.issue[0].code]).toEqual([503, '1', 'transient']);
    expect(JSON.stringify(outcome)).not.toContain('Zzyzx');
  });

  test.each([named('TypeError'), named('Error', { code: 7 }), 'a thrown text', undefined, null])(
    'a bug (%s): 500, and not a word of what it said',
    async (error) => {
      const { statusCode, outcome } = await failing(error)();
      expect([statusCode, outcome.issue[0].code]).toEqual([500, 'exception']);
      expect(JSON.stringify(outcome) + harness.logged.join()).not.toContain('Zzyzx');
      expect(validateR4(outcome)).toEqual([]);
    },
  );

  test('a door that takes too long: 503 before Lambda gives up', async () => {
    const context = { ...lambdaContext('fhir-api'), getRemainingTimeInMillis: () => 300 };
    const slow = entry(() => new Promise(() => undefined));
    const { statusCode, headers } = await slow({}, context);
    expect([statusCode, headers?.['retry-after']]).toEqual([503, '1']);
  });
});

test('health says down when the table is not there', async () => {
  const broken = await openEndpointHarness((opened) => ({
    ...opened,
    ports: {
      ...opened.ports,
      authorizations: {
        ...opened.ports.authorizations,
        load: () => Promise.reject(named('ResourceNotFoundException')),
      },
    },
  }));
  expect(await broken.ways.direct({ method: 'GET', path: '/health' })).toMatchObject({
    status: 503,
    headers: { 'retry-after': '1' },
    body: { status: 'down' },
  });
  await broken.close();
});

test('where tokens are required none of the doors to patients opens without one', async () => {
  const locked = await openEndpointHarness((opened) => ({ ...opened, config: { ...opened.config, AUTH: 'required' } }));
  const body = orderMessage('locked');
  const refused = await locked.ways.direct({ method: 'POST', path: '/r4/ServiceRequest/$assess', body });
  expect(refused).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } });
  expect(await locked.ways.direct({ method: 'GET', path: '/r4/Task?patient=p1' })).toMatchObject({ status: 401 });
  expect(await locked.ways.direct({ method: 'GET', path: '/r4/metadata' })).toMatchObject({ status: 200 });
  await locked.close();
});

describe.each(WAYS)('a browser, %s', (way) => {
  test('is told what it may send', async () => {
    const { status: code, headers, body } = await harness.ways[way]({ method: 'OPTIONS', path: '/r4/Claim/$check' });
    expect([code, body]).toEqual([204, undefined]);
    expect(headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'POST, OPTIONS',
      'access-control-allow-headers': expect.stringContaining('if-match'),
    });
  });

  test('may read what it needs of a refusal', async () => {
    const { headers } = await harness.ways[way]({ method: 'GET', path: '/r4/Task/nobody' });
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['access-control-expose-headers']).toContain('etag');
  });
});
