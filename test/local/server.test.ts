import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leaveEarly, openServer, type ServerProbe, sendRaw } from './http.ts';

let server: ServerProbe;
beforeAll(async () => {
  server = await openServer(async (_route, event) => {
    if (event.headers['x-break']) throw new Error('broken');
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/fhir+json' },
      multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] },
      body: event.headers['x-bytes'] ? Buffer.from('Grüße').toString('base64') : '{"answer":"Grüße"}',
      isBase64Encoded: Boolean(event.headers['x-bytes']),
    };
  });
});
afterAll(() => server.close());

const call = (path: string, init?: RequestInit) => fetch(`${server.base}${path}`, init);
const lastEvent = () => server.events.at(-1)!;
const issueOf = async (response: Response) => {
  const { resourceType, issue } = (await response.json()) as { resourceType: string; issue: { code: string }[] };
  expect(resourceType).toBe('OperationOutcome');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  return issue[0]?.code;
};

describe('the event behind a request', () => {
  test('has what a REST API of API Gateway puts there', async () => {
    const response = await call('/r4/Task/t%201?a=1&a=2&b=x+y%26z&c=', { headers: { 'X-One': '1' } });
    expect(await response.json()).toEqual({ answer: 'Grüße' });
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(lastEvent()).toMatchObject({
      resource: '/r4/Task/{id}',
      path: '/r4/Task/t%201',
      httpMethod: 'GET',
      pathParameters: { id: 't 1' },
      queryStringParameters: { a: '2', b: 'x y&z', c: '' },
      multiValueQueryStringParameters: { a: ['1', '2'], b: ['x y&z'], c: [''] },
      body: null,
      isBase64Encoded: false,
      requestContext: { httpMethod: 'GET', resourcePath: '/r4/Task/{id}', identity: { sourceIp: '127.0.0.1' } },
    });
    expect(Object.entries(lastEvent().headers)).toContainEqual(['X-One', '1']);
  });

  test('says null where there is nothing', async () => {
    await call('/r4/metadata');
    expect(lastEvent()).toMatchObject({
      pathParameters: null,
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      body: null,
    });
  });

  test('holds the body as text, and a repeated header in full', async () => {
    const head = 'POST /r4/Task/_search HTTP/1.1\r\nhost: localhost\r\nx-two: a\r\nx-two: b\r\nconnection: close\r\n';
    await sendRaw(server.port, `${head}content-length: 9\r\n\r\nname=Zoë`);
    expect(lastEvent().body).toBe('name=Zoë');
    expect(lastEvent().multiValueHeaders['x-two']).toEqual(['a', 'b']);
  });

  test('an answer in base64 goes out as bytes', async () => {
    expect(await (await call('/r4/metadata', { headers: { 'x-bytes': '1' } })).text()).toBe('Grüße');
  });
});

describe('what the gateway answers itself', () => {
  test.each(['evil.example', 'evil.example:3000', 'localhost.evil.example', '127.0.0.1.evil.example', '10.0.0.1', ''])(
    '421 for the Host %j: the name of a page that resolves to this machine',
    async (host) => {
      const raw = await sendRaw(server.port, `GET /r4/metadata HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
      expect(raw).toContain(' 421 ');
      expect(raw).toContain('OperationOutcome');
    },
  );

  test.each(['localhost', 'localhost:3000', '127.0.0.1:1', '[::1]:3000', 'desk.localhost:3000', 'published.example'])(
    'the Host %j is this service',
    async (host) => {
      const raw = await sendRaw(server.port, `GET /r4/metadata HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
      expect(raw).toContain(' 200 ');
    },
  );

  test('404 for an address that is none, 405 with the methods that are', async () => {
    const unknown = await call('/r4/Nothing');
    expect([unknown.status, await issueOf(unknown)]).toEqual([404, 'not-found']);
    const wrong = await call('/r4/metadata', { method: 'DELETE' });
    expect([wrong.status, wrong.headers.get('allow'), await issueOf(wrong)]).toEqual([405, 'GET', 'not-supported']);
  });

  test.each(['/r4/Task/%E0%A4%A', '/r4/Task?patient=%zz'])('400 for %s', async (path) => {
    const raw = await sendRaw(server.port, `GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    expect(raw).toContain(' 400 ');
    expect(raw).toContain('OperationOutcome');
  });

  test('502 when the function breaks, with nothing of the error', async () => {
    const response = await call('/r4/metadata', { headers: { 'x-break': '1' } });
    expect([response.status, await issueOf(response)]).toEqual([502, 'exception']);
  });

  test('HEAD is GET without the body', async () => {
    const response = await call('/r4/metadata', { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(Number(response.headers.get('content-length'))).toBe(Buffer.byteLength('{"answer":"Grüße"}'));
  });

  test('a browser may ask first', async () => {
    const preflight = await call('/r4/Claim/$check', { method: 'OPTIONS' });
    expect([preflight.status, await preflight.text()]).toEqual([204, '']);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('POST, OPTIONS');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('content-type');
    expect((await call('/r4/Nothing', { method: 'OPTIONS' })).status).toBe(404);
  });

  test('calls of AWS clients go to the stand-in, at the root only', async () => {
    const headers = { 'x-amz-target': 'AWSEvents.PutEvents' };
    expect(await (await call('/', { method: 'POST', headers })).json()).toEqual({ target: 'AWSEvents.PutEvents' });
    expect((await call('/r4/metadata', { method: 'POST', headers })).status).toBe(405);
  });
});

describe('bodies and clients out of the ordinary', () => {
  const tooLarge = 1_000_001;
  const seen = () => server.events.length;

  test('413 for a body announced as too large, before it is sent', async () => {
    const before = seen();
    const head = `POST /r4/Claim/$check HTTP/1.1\r\nhost: localhost\r\ncontent-length: ${tooLarge}\r\n\r\n`;
    expect(await sendRaw(server.port, head)).toContain(' 413 ');
    expect(seen()).toBe(before);
  });

  test('413 for a body that turns out too large, and the answer arrives although the client is still sending', async () => {
    const body = new ReadableStream({
      start: (controller) => {
        for (let n = 0; n < 40; n++) controller.enqueue(new Uint8Array(100_000));
        controller.close();
      },
    });
    const response = await call('/r4/Claim/$check', { method: 'POST', body, duplex: 'half' } as RequestInit);
    expect([response.status, await issueOf(response)]).toEqual([413, 'too-long']);
  });

  test('a body of exactly the limit is let through', async () => {
    expect((await call('/r4/Claim/$check', { method: 'POST', body: 'x'.repeat(1_000_000) })).status).toBe(200);
    expect(lastEvent().body).toHaveLength(1_000_000);
  });

  test('a client that goes away, and one that speaks no HTTP, disturb nobody', async () => {
    const before = seen();
    await leaveEarly(server.port, 'POST /r4/Claim/$check HTTP/1.1\r\nhost: localhost\r\ncontent-length: 500\r\n\r\n{');
    expect(await sendRaw(server.port, 'HELLO\r\n\r\n')).toContain('400');
    expect(seen()).toBe(before);
    expect((await call('/r4/metadata')).status).toBe(200);
  });

  test('one connection serves many calls', async () => {
    const one = 'GET /r4/metadata HTTP/1.1\r\nhost: localhost\r\n\r\n';
    const raw = await sendRaw(server.port, one + one + one, /(HTTP\/1.1 200[\s\S]*){3}/);
    expect(raw.match(/HTTP\/1\.1 200/g)).toHaveLength(3);
  });
});
