import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeSecrets } from '../../shared/adapters/aws/secrets.ts';
import { makeAccessTokens } from '../../shared/adapters/outbound/access-tokens.ts';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeFhirServers } from '../../shared/adapters/outbound/fhir-servers.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { makeSendWith } from '../../shared/adapters/outbound/send-with.ts';
import { ServerFailure } from '../../shared/adapters/outbound/server-failure.ts';
import { type EhrStub, startEhrStub } from '../support/ehr-stub.ts';

const folder = mkdtempSync(join(tmpdir(), 'keys-'));
const time = { now: Date.parse('2026-11-25T15:00:00Z') };
const forms: URLSearchParams[] = [];
interface Told {
  status: number;
  expiresIn: unknown;
  token?: string;
  padding?: string;
  endless: boolean;
  written: number;
}
const answer: Told = { status: 200, expiresIn: 600, endless: false, written: 0 };

/** White space, which JSON may hold, until the line is closed. */
const endless = (response: ServerResponse): void => {
  const more = (): void => {
    while (!response.destroyed) {
      answer.written += 64_000;
      if (!response.write(' '.repeat(64_000))) break;
    }
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};
/** Two hundred megabytes of JSON, packed: a resource with white space in it. */
const swelling = (response: ServerResponse): void => {
  const space = gzipSync(Buffer.alloc(10_000_000, ' '));
  const packed = [gzipSync('{"resourceType":"Patient"'), ...Array<Buffer>(20).fill(space), gzipSync('}')];
  response.writeHead(200, { 'content-type': 'application/fhir+json', 'content-encoding': 'gzip' });
  response.end(Buffer.concat(packed));
};
let stub: EhrStub;
let tokenEndpoint = '';
const tokenServer = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  forms.push(new URLSearchParams(String(Buffer.concat(chunks))));
  const { token = `token-${forms.length}`, expiresIn, padding } = answer;
  const body = { access_token: token, token_type: 'bearer', expires_in: expiresIn, padding };
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  if (answer.endless) endless(response);
  else response.end(JSON.stringify(body));
});
beforeAll(async () => {
  stub = await startEhrStub();
  await new Promise<void>((resolve) => tokenServer.listen(0, '127.0.0.1', resolve));
  tokenEndpoint = `http://127.0.0.1:${(tokenServer.address() as AddressInfo).port}/token`;
});
afterAll(() => {
  stub.close();
  tokenServer.closeAllConnections();
  tokenServer.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  stub.forget();
  stub.charts.push({ resourceType: 'Patient', id: 'p' });
  forms.length = 0;
  Object.assign(answer, {
    status: 200,
    expiresIn: 600,
    token: undefined,
    padding: undefined,
    endless: false,
    written: 0,
  });
});

const open = () => {
  const now = () => time.now;
  const outbound = makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] });
  const ownSecrets = makeSecrets(now);
  const sendWith = makeSendWith(ownSecrets, now);
  const tokens = makeAccessTokens({ secrets: ownSecrets, outbound, sendWith, now });
  return makeFhirServers({ outbound, breaker: makeBreaker(now), tokens, sendWith });
};
const key = async (alg: 'RS384' | 'ES384') => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const file = join(folder, alg);
  writeFileSync(file, JSON.stringify({ ...(await exportJWK(privateKey)), kid: `key-${alg}` }));
  return { publicKey, reference: `file:${file}` };
};
const server = (reference: string) => ({
  base: stub.base,
  credentials: { clientId: 'stresspass', tokenEndpoint, key: reference, scope: 'system/Patient.rs' },
});
const read = (
  servers: ReturnType<typeof open>,
  of: { readonly base: string },
  origins: readonly string[] = [stub.origin, new URL(tokenEndpoint).origin],
) => servers.call({ server: of, origins, signal: AbortSignal.timeout(3_000) }, (client) => client.request('Patient/p'));
const failure = (call: Promise<unknown>) =>
  call.then(
    () => 'well',
    (error: unknown) => (error instanceof ServerFailure ? error.kind : error),
  );

describe('backend-services credentials', () => {
  test.each(['RS384', 'ES384'] as const)(
    'an assertion signed with %s buys a token, once for many calls',
    async (alg) => {
      const { publicKey, reference } = await key(alg);
      stub.tokens.add('token-1');
      const servers = open();
      await Promise.all([1, 2, 3, 4].map(() => read(servers, server(reference))));
      expect(forms).toHaveLength(1);
      const [form] = forms;
      expect(form!.get('grant_type')).toBe('client_credentials');
      expect(form!.get('scope')).toBe('system/Patient.rs');
      expect(form!.get('client_assertion_type')).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
      const { payload, protectedHeader } = await jwtVerify(form!.get('client_assertion')!, publicKey, {
        audience: tokenEndpoint,
        issuer: 'stresspass',
        subject: 'stresspass',
        currentDate: new Date(time.now),
      });
      expect(protectedHeader).toMatchObject({ alg, kid: `key-${alg}`, typ: 'JWT' });
      expect(payload.exp! - payload.iat!).toBeLessThanOrEqual(300);
      expect(payload.jti).toBeTruthy();
    },
  );

  test('a token is renewed before it expires, and when the server rejects it', async () => {
    const { reference } = await key('ES384');
    const servers = open();
    for (const token of ['token-1', 'token-2', 'token-3']) stub.tokens.add(token);
    await read(servers, server(reference));
    time.now += 571_000;
    await read(servers, server(reference));
    expect(forms).toHaveLength(2);
    stub.tokens.delete('token-2');
    await read(servers, server(reference));
    expect(forms).toHaveLength(3);
  });

  test('a renewed token that is refused is final: no third try', async () => {
    const { reference } = await key('ES384');
    stub.tokens.add('another');
    expect(await failure(read(open(), server(reference)))).toBe('refused');
    expect(forms).toHaveLength(2);
  });

  test('an answer of a token server without an end is not read', async () => {
    const { reference } = await key('ES384');
    answer.endless = true;
    expect(await failure(read(open(), server(reference)))).toBe('unreadable');
    expect(answer.written).toBeLessThan(5_000_000);
  });

  test.each<[string, Partial<Told>]>([
    ['a line break', { token: 'a\r\nx-injected: 1' }],
    ['nothing', { token: '' }],
    ['what no header holds', { token: '\u2013' }],
    ['more than a token needs', { padding: 'x'.repeat(200_000) }],
    ['a life of no number', { expiresIn: 'soon' }],
  ])('a token answer with %s is none', async (_name, odd) => {
    const { reference } = await key('ES384');
    Object.assign(answer, odd);
    await expect(read(open(), server(reference))).rejects.toMatchObject({ name: 'ServerFailure', kind: 'unreadable' });
  });

  test('its seconds may be written as text', async () => {
    const { reference } = await key('ES384');
    stub.tokens.add('token-1');
    Object.assign(answer, { expiresIn: '600' });
    const servers = open();
    await read(servers, server(reference));
    await read(servers, server(reference));
    expect(forms).toHaveLength(1);
  });

  test('a token server that is not allow-listed, failing, or refuses', async () => {
    const { reference } = await key('ES384');
    expect(await failure(read(open(), server(reference), [stub.origin]))).toBe('not-allowed');
    answer.status = 500;
    expect(await failure(read(open(), server(reference)))).toBe('failing');
    answer.status = 429;
    expect(await failure(read(open(), server(reference)))).toBe('failing');
    answer.status = 400;
    expect(await failure(read(open(), server(reference)))).toBe('refused');
    expect(stub.asked).toEqual([]);
  });
});

describe('a call', () => {
  test('is never made to a server the tenant does not allow', async () => {
    expect(await failure(read(open(), { base: stub.base }, ['https://ehr.example']))).toBe('not-allowed');
    expect(stub.asked).toEqual([]);
  });

  test('follows no redirect', async () => {
    stub.charts.push({ resourceType: 'Organization', id: 'aim' });
    stub.moods.set('Patient', { is: 'redirect', to: `${stub.base}/Organization/aim` });
    expect(await failure(read(open(), { base: stub.base }))).toBe('refused');
    expect(stub.names()).toEqual(['Patient/p']);
  });

  test.each([
    [{ is: 'status', status: 404 }, 'refused'],
    [{ is: 'status', status: 429 }, 'failing'],
    [{ is: 'status', status: 503 }, 'failing'],
    [{ is: 'malformed' }, 'unreadable'],
    [{ is: 'html' }, 'unreadable'],
    [{ is: 'hangs-up' }, 'unreachable'],
    [{ is: 'slow', ms: 3_500 }, 'late'],
  ] as const)('%j is %s', async (mood, kind) => {
    stub.moods.set('Patient', mood);
    expect(await failure(read(open(), { base: stub.base }))).toBe(kind);
  });

  test('reads no answer without an end, and none that swells when it is unpacked', async () => {
    for (const start of [endless, swelling]) {
      const wide = createServer((_, response) => start(response));
      await new Promise<void>((resolve) => wide.listen(0, '127.0.0.1', resolve));
      const origin = `http://127.0.0.1:${(wide.address() as AddressInfo).port}`;
      expect(await failure(read(open(), { base: origin }, [origin]))).toBe('unreadable');
      wide.closeAllConnections();
      wide.close();
    }
  });

  test('is not made while the breaker is open', async () => {
    const servers = open();
    stub.moods.set('Patient', { is: 'status', status: 500 });
    for (let n = 0; n < 5; n++) await failure(read(servers, { base: stub.base }));
    expect(await failure(read(servers, { base: stub.base }))).toBe('resting');
    expect(stub.asked).toHaveLength(5);
  });

  test('that failed does not reveal the URL', async () => {
    stub.moods.set('Patient', { is: 'status', status: 500 });
    const error: unknown = await read(open(), { base: stub.base }).catch((reason: unknown) => reason);
    expect(String(error)).not.toContain('Patient');
  });
});

test('secrets are cached for some minutes; an unknown kind of reference is refused', async () => {
  const file = join(folder, 'plain');
  writeFileSync(file, 'first\n');
  const clock = { now: 0 };
  const secrets = makeSecrets(() => clock.now);
  expect(await secrets.read(`file:${file}`)).toBe('first');
  writeFileSync(file, 'second');
  expect(await secrets.read(`file:${file}`)).toBe('first');
  clock.now = 300_000;
  expect(await secrets.read(`file:${file}`)).toBe('second');
  await expect(secrets.read('second')).rejects.toThrow('arn: or file:');
});

test.each([429, 503])('a server that answers %i and says when to come back is not asked before', async (status) => {
  const servers = open();
  const bare = { base: stub.base };
  const origins = [stub.origin];
  stub.moods.set('Patient', { is: 'status', status, retryAfter: '60' });
  expect(await failure(read(servers, bare, origins))).toBe('failing');
  stub.moods.clear();
  expect(await failure(read(servers, bare, origins))).toBe('resting');
  expect(stub.asked).toHaveLength(1);
  time.now += 60_000;
  expect(await failure(read(servers, bare, origins))).toBe('well');
});
