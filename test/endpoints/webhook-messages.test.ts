import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyShard } from '../../shared/app/ports/outbox.ts';
import type { WebhookMessage } from '../../shared/app/ports/webhooks.ts';
import { type EndpointHarness, openEndpointHarness, TENANT } from '../support/endpoint-harness.ts';
import { runAs } from '../support/own-partitions.ts';

const HOOKS = [
  { id: 'desk', url: 'https://desk.example/secret-path', secret: 'file:/none' },
  { id: 'quiet', url: 'https://quiet.example/', secret: 'file:/none', events: ['BookingAtRisk'] },
] as const;

let harness: EndpointHarness;
let tokens: Readonly<Record<string, string>>;
const MESSAGES = 7;

const message = (index: number, more: Partial<WebhookMessage> = {}): WebhookMessage => ({
  hook: 'desk',
  id: `answer-1-${index}`,
  order: { source: 'ehr', orderId: 'o1' },
  event: { type: 'SubmissionDecided', detail: { order: 'ServiceRequest/o1', number: 'SECRET-9' } },
  at: `2026-06-01T15:00:0${index}.000Z`,
  state: 'delivered',
  attempts: 1,
  triedAt: `2026-06-01T15:01:0${index}.000Z`,
  ...more,
});

beforeAll(async () => {
  harness = await openEndpointHarness((open) => ({ ...open, config: { ...open.config, AUTH: 'required' } }));
  await harness.ports.settings.put({ ...TENANT, webhooks: HOOKS });
  for (let index = 0; index < MESSAGES; index++)
    await harness.ports.webhooks.keep(
      TENANT.id,
      message(index, index === 2 ? { state: 'failed', problem: 'gone' } : {}),
    );
  const issue = async (...scopes: readonly string[]) =>
    (await harness.ports.tokens.issue({ tenant: TENANT.id, client: 'admin', scopes })).token;
  tokens = { admin: await issue('webhooks.write'), ehr: await issue('system/*.cruds') };
});
afterAll(() => harness.close());

const call = (method: 'GET' | 'POST', below = '', agent = 'admin') =>
  runAs('FhirApi', () =>
    harness.ways.direct({
      method,
      path: `/webhooks${below}`,
      body: undefined,
      headers: { authorization: `Bearer ${tokens[agent]}` },
    }),
  );

test('each webhook of the settings tells how its receiver answers, and no address behind its origin', async () => {
  const { status, body } = await call('GET');
  expect([status, body.webhooks]).toEqual([
    200,
    [
      {
        id: 'desk',
        origin: 'https://desk.example',
        state: 'delivering',
        lastDelivered: '2026-06-01T15:01:06.000Z',
        lastFailed: '2026-06-01T15:01:02.000Z',
        problem: 'gone',
        waiting: 0,
        failed: 1,
        lookedAt: MESSAGES,
      },
      {
        id: 'quiet',
        origin: 'https://quiet.example',
        events: ['BookingAtRisk'],
        state: 'idle',
        waiting: 0,
        failed: 0,
        lookedAt: 0,
      },
    ],
  ]);
  expect(JSON.stringify(body)).not.toContain('secret');
});

describe('messages', () => {
  test('are told newest first, page by page, once each', async () => {
    const found: string[] = [];
    for (let below: string | undefined = '/desk/messages?_count=3'; below; ) {
      const { body } = await call('GET', below);
      expect(body.messages.length).toBeLessThanOrEqual(3);
      found.push(...body.messages.map(({ id }: { readonly id: string }) => id));
      below = body.next && `/desk/messages${new URL(body.next).search}`;
    }
    expect(found).toEqual(Array.from({ length: MESSAGES }, (_, index) => `answer-1-${MESSAGES - 1 - index}`));
  });

  test('of one state, with why it failed and nothing of what it told', async () => {
    const { body } = await call('GET', '/desk/messages?state=failed');
    expect(body).toEqual({
      messages: [
        {
          id: 'answer-1-2',
          type: 'SubmissionDecided',
          at: '2026-06-01T15:00:02.000Z',
          source: 'ehr',
          order: 'ServiceRequest/o1',
          state: 'failed',
          attempts: 1,
          triedAt: '2026-06-01T15:01:02.000Z',
          problem: 'gone',
        },
      ],
    });
  });

  test('one is sent again under its own id', async () => {
    const { status, body } = await call('POST', '/desk/messages/answer-1-2/resend');
    expect([status, body.state, body.attempts, body.problem]).toEqual([200, 'waiting', 0, undefined]);
    const { outbox } = harness.ports;
    const [delivery] = await everyShard(outbox, (shard) =>
      outbox.due('WEBHOOK', shard, '2026-06-02T00:00:00.000Z', 10),
    );
    expect(delivery?.delivery.id).toBe('webhook-desk-answer-1-2');
  });

  test.each([
    ['GET', '/nobody/messages', 404, 'http.hook'],
    ['GET', '/desk/messages?state=lost', 400, 'http.state'],
    ['GET', '/desk/messages?_cursor=zzz', 400, 'http._cursor'],
    ['GET', '/desk/messages?_count=0', 400, 'http._count'],
    ['POST', '/desk/messages/never/resend', 404, 'id'],
    ['POST', '/nobody/messages/answer-1-2/resend', 404, 'http.hook'],
  ] as const)('%s %s is refused', async (method, below, status, expression) => {
    const refused = await call(method, below);
    expect(refused.status).toBe(status);
    expect(JSON.stringify(refused.body)).toContain(expression);
  });

  test.each([
    ['GET', ''],
    ['GET', '/desk/messages'],
    ['POST', '/desk/messages/answer-1-2/resend'],
  ] as const)('%s %s is not for who may do everything with orders', async (method, below) => {
    const { status, headers } = await call(method, below, 'ehr');
    expect([status, headers['www-authenticate']]).toEqual([403, expect.stringContaining('webhooks.write')]);
  });
});
