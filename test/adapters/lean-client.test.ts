import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { ConditionalCheckFailedException, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { dynamodbClient } from '../../shared/adapters/dynamodb/client.ts';

const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret', sessionToken: 'session' };
const put = (sk: string) =>
  new PutCommand({
    TableName: 'records',
    Item: { pk: 'ü & "quoted"', sk, count: 3, bytes: Buffer.from([0, 127, 255]), none: undefined, list: [{ a: 1.5 }] },
    ConditionExpression: 'attribute_not_exists(pk)',
  });

type WritesSeveral = Socket & Required<Pick<Socket, '_writev'>>;

interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
interface Answer {
  readonly status?: number;
  readonly body?: string;
  readonly type?: string;
  readonly hang?: boolean;
}

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A table that answers as told, the last answer again and again. */
const standIn = async (...answers: readonly Answer[]) => {
  const received: Received[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text) => {
      body += text;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      const answer = answers[Math.min(received.length, answers.length) - 1] ?? {};
      if (answer.hang) return;
      response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'application/x-amz-json-1.0' });
      response.end(answer.body ?? '{}');
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', () => resolve()));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { received, endpoint, client: dynamodbClient({ region: 'us-east-2', endpoint, credentials }) };
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Signature Version 4 as AWS describes it, worked out from what arrived. */
const signatureOf = ({ headers, body }: Received): string => {
  const [, scope = '', signed = ''] =
    /Credential=AKID\/(\S+), SignedHeaders=(\S+),/.exec(headers.authorization ?? '') ?? [];
  const names = signed.split(';');
  const canonical = [
    'POST',
    '/',
    '',
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    signed,
    sha256(body),
  ].join('\n');
  const [date = '', region = '', service = '', end = ''] = scope.split('/');
  const key = [date, region, service, end].reduce<string | Buffer>((before, part) => hmac(before, part), 'AWS4secret');
  return hmac(key, ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')).toString('hex');
};

describe('what reaches the table', () => {
  test('is signed for region and service, with every header that matters', async () => {
    const { client, received } = await standIn({});
    for (const sk of ['1', '2']) await client.send(put(sk));
    for (const one of received) {
      expect(one.headers.authorization).toContain(`Signature=${signatureOf(one)}`);
      expect(one.headers.authorization).toContain('/us-east-2/dynamodb/aws4_request');
      expect(one.headers.authorization).toMatch(/SignedHeaders=\S*host;\S*x-amz-security-token;x-amz-target/);
      expect(one.headers['x-amz-security-token']).toBe('session');
    }
  });

  test('is what the SDK sends by itself', async () => {
    const { client, received, endpoint } = await standIn({});
    const own = new DynamoDBClient({ region: 'us-east-2', endpoint, credentials });
    const whole = DynamoDBDocumentClient.from(own, { marshallOptions: { removeUndefinedValues: true } });
    const query = {
      TableName: 'records',
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': 'ä' },
    };
    for (const one of [client, whole]) {
      await one.send(put('1'));
      await one.send(new QueryCommand(query));
    }
    const said = received.map(({ body }) => JSON.parse(body));
    expect(said.slice(0, 2)).toEqual(said.slice(2));
    const about = ({ headers }: Received) => [headers['x-amz-target'], headers['content-type'], headers.host];
    expect(received.slice(0, 2).map(about)).toEqual(received.slice(2).map(about));
  });

  test('is one write', async () => {
    const { client } = await standIn({});
    await client.send(put('1'));
    const writes = [vi.spyOn(Socket.prototype, '_write'), vi.spyOn(Socket.prototype as WritesSeveral, '_writev')];
    await client.send(put('2'));
    const sent = writes.flatMap(({ mock }) => mock.calls.map((call) => JSON.stringify(call[0])));
    expect(sent.filter((text) => text.includes('POST /'))).toHaveLength(1);
    expect(sent.filter((text) => text.includes('attribute_not_exists'))).toHaveLength(1);
    expect(sent.find((text) => text.includes('POST /'))).toContain('attribute_not_exists');
    vi.restoreAllMocks();
  });

  test('a call with options, or of another client, goes the whole way', async () => {
    const { client, received } = await standIn({ body: '{"TableNames":["records"]}' });
    await client.send(put('1'), {});
    const listed = await client.send(new ListTablesCommand({}));
    expect(listed.TableNames).toEqual(['records']);
    for (const one of received) expect(one.headers.authorization).toContain(`Signature=${signatureOf(one)}`);
  });

  test('each of many calls at once has its own content and answer', async () => {
    const { client, received } = await standIn({ body: '{"Attributes":{"pk":{"S":"x"},"bytes":{"B":"AH//"}}}' });
    const answers = await Promise.all(Array.from({ length: 60 }, (_, count) => client.send(put(String(count)))));
    expect(new Set(received.map(({ body }) => JSON.parse(body).Item.sk.S)).size).toBe(60);
    for (const { Attributes } of answers) expect(Attributes?.bytes).toEqual(new Uint8Array([0, 127, 255]));
    for (const one of received) expect(one.headers.authorization).toContain(`Signature=${signatureOf(one)}`);
  });
});

describe('what the table answers', () => {
  const failed = (type: string, more: object = {}): string =>
    JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'no', ...more });

  test('a condition that fails is that error, at once', async () => {
    const body = failed('ConditionalCheckFailedException', { Item: { pk: { S: 'held' } } });
    const { client, received } = await standIn({ status: 400, body });
    await expect(client.send(put('1'))).rejects.toBeInstanceOf(ConditionalCheckFailedException);
    expect(received).toHaveLength(1);
  });

  test.each([
    ['throttling', { status: 400, body: failed('ProvisionedThroughputExceededException') }],
    ['an error of the server', { status: 500, body: failed('InternalServerError') }],
    ['a page of a proxy', { status: 503, body: '<html>busy</html>', type: 'text/html' }],
  ])('after %s it is asked again, each time with a signature of its own', async (_, answer) => {
    const { client, received } = await standIn(answer, answer, { body: '{"Item":{"pk":{"S":"x"}}}' });
    const { Item } = await client.send(new GetCommand({ TableName: 'records', Key: { pk: 'x', sk: 'y' } }));
    expect(Item).toEqual({ pk: 'x' });
    expect(received).toHaveLength(3);
    for (const one of received) expect(one.headers.authorization).toContain(`Signature=${signatureOf(one)}`);
    expect(received.map(({ headers }) => headers['amz-sdk-request'])).toEqual([
      'attempt=1; max=5',
      'attempt=2; max=5',
      'attempt=3; max=5',
    ]);
  });

  test('an answer that does not come in four seconds is asked for again', async () => {
    const { client, received } = await standIn({ hang: true }, { body: '{"Item":{"pk":{"S":"x"}}}' });
    const { Item } = await client.send(new GetCommand({ TableName: 'records', Key: { pk: 'x', sk: 'y' } }));
    expect(Item).toEqual({ pk: 'x' });
    expect(received).toHaveLength(2);
  }, 15_000);

  test('nobody there: the error of the last attempt', async () => {
    const { client } = await standIn({});
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    await expect(client.send(put('1'))).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  }, 15_000);

  test('a call that is given up ends at once', async () => {
    const { client } = await standIn({ hang: true });
    const stop = new AbortController();
    const asked = client.send(put('1'), { abortSignal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('a step somebody adds to the client', () => {
  const counting = (client: ReturnType<typeof dynamodbClient>) => {
    const seen: string[] = [];
    client.middlewareStack.add(
      (next, context) => (args) => {
        seen.push(String(context.commandName));
        return next(args);
      },
      { step: 'initialize', name: 'counting' },
    );
    return seen;
  };

  test('is passed once by each call, the first of a class too', async () => {
    const { client } = await standIn();
    const seen = counting(client);
    for (const sk of ['a', 'b']) await client.send(put(sk));
    expect(seen).toHaveLength(2);
  });

  test('counts from then on, also for commands that were sent before', async () => {
    const { client } = await standIn();
    await client.send(put('a'));
    const seen = counting(client);
    await client.send(put('b'));
    client.middlewareStack.remove('counting');
    await client.send(put('c'));
    expect(seen).toHaveLength(1);
  });
});
