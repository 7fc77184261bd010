import { describe, expect, test } from 'vitest';
import { type ClientOptions, createClient, type FetchInit, StresspassError } from '../../client/index.ts';

interface Scripted {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
const LOST = 'lost';
const HANGS = 'hangs';
const TASK = { resourceType: 'Task', id: 'ehr..1', meta: { versionId: '1' }, businessStatus: {} };
const DECISION = { decision: 'approved' } as const;

/** A service that answers by a script, and what it was sent. */
const scripted = (script: readonly (Scripted | typeof LOST | typeof HANGS)[], options: ClientOptions = {}) => {
  const sent: (FetchInit & { readonly url: string })[] = [];
  const pauses: number[] = [];
  const client = createClient({
    url: 'https://desk.example',
    pause: async (ms) => {
      pauses.push(ms);
    },
    fetch: async (url, init) => {
      const next = script[sent.length] ?? { status: 200, body: TASK };
      sent.push({ url, ...init });
      if (next === HANGS)
        return new Promise((_, reject) => init.signal.addEventListener('abort', () => reject(init.signal.reason)));
      if (next === LOST) throw new TypeError('fetch failed');
      const { status, body = {}, headers = {} } = next;
      return { status, headers: { get: (name) => headers[name] ?? null }, text: async () => JSON.stringify(body) };
    },
    ...options,
  });
  const keys = () => sent.map(({ headers }) => headers['idempotency-key']);
  return { client, sent, pauses, keys };
};

const refused = async (work: Promise<unknown>): Promise<StresspassError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof StresspassError) return error;
  throw new Error('it was no StresspassError');
};

describe('sent again', () => {
  test.each([[LOST], [{ status: 503 }], [{ status: 502 }], [{ status: 504 }], [{ status: 429 }]] as const)(
    'a write after %o carries the same key; another write has another one',
    async (failure) => {
      const { client, keys, sent } = scripted([failure, failure, { status: 200, body: TASK }]);
      await client.recordDecision('1', DECISION);
      await client.recordDecision('1', DECISION);
      const [first, second, third, other] = keys();
      expect(first).toMatch(/^[0-9a-f-]{36}$/);
      expect([second, third]).toEqual([first, first]);
      expect(other).not.toBe(first);
      expect(sent[0]?.body).toBe(sent[2]?.body);
    },
  );

  test.each([400, 401, 403, 404, 409, 412, 413, 415, 500])('%i is final', async (status) => {
    const { client, sent } = scripted([{ status }]);
    expect(await refused(client.record('1'))).toMatchObject({ status });
    expect(sent).toHaveLength(1);
  });

  test('reading carries no key', async () => {
    const { client, keys } = scripted([{ status: 503 }]);
    await client.record('1');
    expect(keys()).toEqual([undefined, undefined]);
  });

  test('pauses grow, are spread, and are at least what the service asks for', async () => {
    const failing = Array.from({ length: 6 }, () => ({ status: 503 }));
    const { client, pauses } = scripted(failing, { attempts: 6 });
    await refused(client.record('1'));
    expect(pauses).toHaveLength(5);
    for (const [index, pause] of pauses.entries()) {
      const most = Math.min(5_000, 300 * 2 ** index);
      expect(pause).toBeGreaterThanOrEqual(most / 2);
      expect(pause).toBeLessThanOrEqual(most);
    }
    const asked = scripted([{ status: 429, headers: { 'retry-after': '7' } }]);
    await asked.client.record('1');
    expect(asked.pauses).toEqual([7_000]);
  });

  test('a longer Retry-After is the caller’s to keep', async () => {
    const { client, sent } = scripted([{ status: 503, headers: { 'retry-after': '60' } }]);
    expect(await refused(client.record('1'))).toMatchObject({ status: 503, retryAfterMs: 60_000 });
    expect(sent).toHaveLength(1);
  });

  test('a Retry-After as a date counts from the clock', async () => {
    const now = () => Date.parse('2026-11-30T12:00:00Z');
    const headers = { 'retry-after': 'Mon, 30 Nov 2026 12:00:04 GMT' };
    const { client, pauses } = scripted([{ status: 503, headers }], { now });
    await client.record('1');
    expect(pauses).toEqual([4_000]);
  });
});

describe('failures without an answer', () => {
  test('nothing answers, in time or at all', async () => {
    const late = scripted([HANGS], { timeoutMs: 20, attempts: 1 });
    expect(await refused(late.client.record('1'))).toMatchObject({ status: 0, code: 'timeout' });
    const lost = scripted([LOST], { attempts: 1 });
    const error = await refused(lost.client.record('1'));
    expect(error).toMatchObject({ status: 0, code: 'unreachable', message: expect.stringContaining('desk.example') });
    expect(error.resolution).toMatch(/network/);
  });

  test('an answer that is no JSON', async () => {
    const { client } = scripted([], {
      fetch: async () => ({ status: 200, headers: { get: () => null }, text: async () => '<html>' }),
    });
    expect(await refused(client.record('1'))).toMatchObject({ code: 'unreadable' });
  });
});

describe('who calls', () => {
  test('a refused token is asked for again, once', async () => {
    const asked: boolean[] = [];
    const token = async (wasRefused: boolean) => {
      asked.push(wasRefused);
      return wasRefused ? 'new' : 'old';
    };
    const { client, sent } = scripted([{ status: 401 }], { token });
    await client.record('1');
    expect(asked).toEqual([false, true]);
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
    const never = scripted([{ status: 401 }, { status: 401 }, { status: 401 }], { token });
    expect(await refused(never.client.record('1'))).toMatchObject({ status: 401 });
    expect(never.sent).toHaveLength(2);
  });

  test('a session: its CSRF token goes along with changes only, the tenant with every call', async () => {
    const body = { mode: 'signed-in', tenant: 'demo', user: { name: 'Dana', roles: ['biller'] }, csrf: 'c-1' };
    const { client, sent } = scripted([{ status: 200, body }], { tenant: 'sandbox' });
    expect(await client.session()).toEqual({
      mode: 'signed-in',
      tenant: 'demo',
      tenants: ['demo'],
      user: { name: 'Dana', roles: ['biller'] },
    });
    await client.recordDecision('1', DECISION, { etag: 'W/"3"' });
    await client.record('1');
    expect(sent.map(({ headers }) => headers['x-csrf-token'])).toEqual([undefined, 'c-1', undefined]);
    expect(sent.map(({ headers }) => headers['x-stresspass-tenant'])).toEqual(['sandbox', 'sandbox', 'sandbox']);
    expect(sent[1]?.headers['if-match']).toBe('W/"3"');
  });

  test('signing out gives the address that ends the session at the issuer, where it is one', async () => {
    const ended = async (signOut?: string) => {
      const { client, sent } = scripted([
        { status: 200, body: { mode: 'signed-in', tenant: 'demo', csrf: 'c-1' } },
        { status: 200, body: signOut === undefined ? {} : { signOut } },
      ]);
      await client.session();
      const address = await client.signOut();
      expect([sent[1]?.method, sent[1]?.headers['x-csrf-token']]).toEqual(['POST', 'c-1']);
      return address;
    };
    expect(await ended('https://issuer.example/end?client_id=desk')).toBe('https://issuer.example/end?client_id=desk');
    expect(await ended()).toBeUndefined();
    expect(await ended('javascript:alert(1)')).toBeUndefined();
  });

  test('nobody is signed in', async () => {
    const { client } = scripted([{ status: 401, body: { signIn: '/auth/login?return=%2F' } }]);
    expect(await client.session()).toEqual({ mode: 'signed-out', signIn: '/auth/login?return=%2F' });
  });
});

test('every problem of an OperationOutcome is told, with its element and what to do', async () => {
  const issue = [
    { severity: 'error', code: 'required', details: { text: 'It is missing.' }, expression: ['ServiceRequest.intent'] },
    { severity: 'error', code: 'value', diagnostics: 'No such day.' },
  ];
  const { client } = scripted([
    { status: 400, body: { resourceType: 'OperationOutcome', issue }, headers: { 'x-correlation-id': 'c-7' } },
  ]);
  expect(await refused(client.record('1'))).toMatchObject({
    message: 'It is missing.',
    code: 'required',
    element: 'ServiceRequest.intent',
    correlationId: 'c-7',
    resolution: 'Correct the element that is named, then send it again.',
    problems: [{ element: 'ServiceRequest.intent' }, { code: 'value', message: 'No such day.' }],
  });
});

test('a day that is unchanged, and one of two pages', async () => {
  const row = (number: number) => ({
    resource: { resourceType: 'Parameters', parameter: [{ name: 'row', valuePositiveInt: number }] },
  });
  const { client, sent } = scripted([
    { status: 304, headers: { etag: 'W/"7"' } },
    {
      status: 200,
      headers: { etag: 'W/"8"' },
      body: {
        total: 2,
        entry: [row(1)],
        link: [{ relation: 'next', url: 'https://behind.example/r4/$worklist?date=2026-12-01&page=x' }],
      },
    },
    { status: 200, body: { total: 2, entry: [row(2)] } },
  ]);
  expect(await client.day('2026-12-01', {}, 'W/"7"')).toEqual({ unchanged: true, etag: 'W/"7"' });
  expect(sent[0]?.headers['if-none-match']).toBe('W/"7"');
  const rows: number[] = [];
  for await (const { row: number, answer } of client.visits('2026-12-01', { state: ['yes', 'act'] })) {
    rows.push(number);
    // What a row does not say is never taken for ready.
    expect(answer).toBe('cannot-tell');
  }
  expect(rows).toEqual([1, 2]);
  expect(sent[1]?.url).toBe('https://desk.example/r4/$worklist?date=2026-12-01&state=yes%2Cact');
  expect(sent[2]?.url).toBe('https://desk.example/r4/$worklist?date=2026-12-01&page=x');
});
