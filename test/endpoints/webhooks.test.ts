import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MAX_TRIES } from '../../shared/app/outbox/follow-up.ts';
import { listWebhooks, resendWebhook } from '../../shared/app/outbox/resend-webhook.ts';
import { type EventHarness, NOW, openEventHarness, TENANT } from '../support/event-harness.ts';
import { orderBundle } from '../support/orders.ts';

const { verifyWebhook } = await import(String(new URL('../../docs/examples/verify-webhook.mjs', import.meta.url)));

const SECRET = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
const folder = mkdtempSync(join(tmpdir(), 'webhook-'));
const secretFile = join(folder, 'secret');

interface Got {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
const got: Got[] = [];
let answers: readonly [status: number, headers?: Record<string, string>][] = [];
let server: Server;
let origin = '';
let harness: EventHarness;

beforeAll(async () => {
  writeFileSync(secretFile, SECRET);
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      const [status, headers] = answers[got.length - 1] ?? answers.at(-1) ?? [204];
      response.writeHead(status, headers).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await harness?.close();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const hook = (more: object = {}) => ({ id: 'desk', url: `${origin}/events`, secret: `file:${secretFile}`, ...more });
/** A fresh service, since a breaker remembers what a test before did to it. */
const open = async (hooks: readonly ReturnType<typeof hook>[], outbound: readonly string[] = [origin]) => {
  await harness?.close();
  harness = await openEventHarness({ webhooks: hooks, outbound });
};
beforeEach(() => {
  got.length = 0;
  answers = [];
});

const arrives = async (id: string) => {
  await harness.receive({ detail: { source: TENANT.source, bundle: orderBundle(id) } });
  await harness.drain();
  await harness.relay();
};
const settings = async () => (await harness.ports.settings.tenant(TENANT.id))!;
const listed = async () => {
  const found = await listWebhooks({ limit: 100 }, await settings(), harness.ports);
  return found.ok ? found.value : [];
};
const later = (ms: number) => {
  harness.time.now = new Date(Date.parse(harness.time.now) + ms).toISOString();
};
const HOUR = 3_600_000;

test('events of an order arrive signed, with what the bus has and nothing more, once', async () => {
  await open([hook()]);
  await arrives('told');
  await harness.relay();
  const events = got.map(({ headers, body }) => verifyWebhook(headers, body, SECRET));
  expect(events.map(({ type }) => type)).toEqual(harness.published.map(({ type }) => type));
  for (const { id, type, data } of events) {
    const onBus = harness.published.find((one) => one.id === id)!;
    expect({ type, data }).toEqual({ type: onBus.type, data: { id, ...onBus.detail } });
  }
  expect((await listed()).map(({ state, attempts }) => [state, attempts])).toEqual(events.map(() => ['delivered', 1]));
});

test('a body that was changed, another secret and an old message are found by the example', async () => {
  await open([hook()]);
  await arrives('verified');
  const { headers, body } = got[0]!;
  const verify = (text: string, secret: string, now?: number) => verifyWebhook(headers, text, secret, now);
  expect(() => verify(body.replace('clinic', 'other'), SECRET)).toThrow('not signed');
  expect(() => verify(body, `whsec_${Buffer.alloc(32, 1).toString('base64')}`)).toThrow('not signed');
  expect(() => verify(body, SECRET, Date.now() + 301_000)).toThrow('too old');
});

test('a webhook gets the types it names, and each of several its own', async () => {
  await open([hook({ id: 'one', events: ['StressTestAssessed'] }), hook({ id: 'none', events: ['BookingAtRisk'] })]);
  await arrives('named');
  expect((await listed()).map(({ hook: id, event }) => [id, event.type])).toEqual([['one', 'StressTestAssessed']]);
  expect(got).toHaveLength(1);
});

test('a failing receiver is tried again later under the same id, and the bus does not wait for it', async () => {
  await open([hook({ events: ['StressTestAssessed'] })]);
  answers = [[500], [204]];
  await arrives('again');
  expect(harness.published.map(({ type }) => type)).toContain('StressTestAssessed');
  expect(await listed()).toMatchObject([{ state: 'waiting', attempts: 1, problem: 'failing' }]);
  later(HOUR);
  await harness.relay();
  expect(got.map(({ headers }) => headers['webhook-id'])).toEqual([
    got[0]!.headers['webhook-id'],
    got[0]!.headers['webhook-id'],
  ]);
  const [message] = await listed();
  expect(message).toMatchObject({ state: 'delivered', attempts: 2 });
  expect(message).not.toHaveProperty('problem');
});

test('what fails every time is a dead letter, and is told again when it is redriven', async () => {
  await open([hook({ events: ['StressTestAssessed'] })]);
  answers = [[404]];
  await arrives('given-up');
  for (let tried = 1; tried < MAX_TRIES; tried += 1) {
    later(HOUR);
    await harness.relay();
  }
  expect(await listed()).toMatchObject([{ state: 'failed', attempts: MAX_TRIES, problem: 'refused' }]);
  const [letter] = harness.deadLetters.sent;
  expect(harness.logged.join()).toContain('webhook-given-up');
  answers = [[204]];
  await harness.deliver([JSON.stringify(letter)]);
  await harness.relay();
  expect(await listed()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
});

test('410 ends it at once', async () => {
  await open([hook({ events: ['StressTestAssessed'] })]);
  answers = [[410]];
  await arrives('gone');
  expect(await listed()).toMatchObject([{ state: 'failed', problem: 'gone', attempts: 1 }]);
  expect(harness.deadLetters.sent).toHaveLength(1);
});

test('a message is sent again under its own id when somebody asks', async () => {
  await open([hook({ events: ['StressTestAssessed'] })]);
  await arrives('resent');
  const [{ id = '' } = {}] = await listed();
  const tenant = await settings();
  expect((await resendWebhook({ hook: 'desk', id }, tenant, harness.ports)).ok).toBe(true);
  await harness.relay();
  expect(got.map(({ headers }) => headers['webhook-id'])).toEqual([id, id]);
  expect((await resendWebhook({ hook: 'desk', id: 'never' }, tenant, harness.ports)).ok).toBe(false);
  expect((await resendWebhook({ hook: 'other', id }, tenant, harness.ports)).ok).toBe(false);
});

test.each([
  ['an origin that is not allowed', () => open([hook()], ['https://else.example']), 'not-allowed'],
  ['a secret that is none', () => open([hook({ secret: `file:${join(folder, 'missing')}` })]), 'not-signed'],
  ['a redirect', () => open([hook()]), 'refused'],
])('%s is not called, followed or signed, and says why', async (_name, prepare, problem) => {
  await prepare();
  answers = [[307, { location: `${origin}/elsewhere` }]];
  await arrives(`refused-${problem}`);
  for (const message of await listed()) expect(message).toMatchObject({ state: 'waiting', problem });
  expect(got.length).toBe(problem === 'refused' ? (await listed()).length : 0);
});

test('a webhook taken out of the settings gets nothing of what waited', async () => {
  await open([hook({ events: ['StressTestAssessed'] })]);
  answers = [[500]];
  await arrives('left');
  const { webhooks: _gone, ...rest } = await settings();
  await harness.ports.settings.put(rest);
  later(HOUR);
  expect(await harness.relay()).toBe(1);
  expect(got).toHaveLength(1);
});

test('messages are kept for thirty days, without a person’s name or number', async () => {
  await open([hook()]);
  await arrives('kept');
  const text = JSON.stringify(await listed());
  for (const mark of ['Zzyzx', 'Quillfeather', 'MBR-', '1961-']) expect(text).not.toContain(mark);
  expect((await listed()).every(({ at }) => at >= NOW.slice(0, 10))).toBe(true);
});
