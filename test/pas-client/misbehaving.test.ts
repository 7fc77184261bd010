import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Part } from '../support/endpoint-messages.ts';
import { type Manner, type MisbehavingPayer, openMisbehavingPayer } from '../support/misbehaving-payer.ts';
import { answered, certifiedItem, claimResponse } from '../support/pas-answers.ts';
import { openPasChannel } from '../support/pas-channel.ts';
import { requestContent } from '../support/request-content.ts';

let payer: MisbehavingPayer;
beforeAll(async () => {
  payer = await openMisbehavingPayer();
});
afterAll(() => payer.close());

const open = (more: Partial<Parameters<typeof openPasChannel>[0]> = {}) =>
  openPasChannel({ base: `${payer.origin}/r4`, tokenEndpoint: `${payer.origin}/token`, key: payer.key, ...more });
const answers = (body: unknown, status = 200, headers: Part = {}): Manner => ({ is: 'answers', body, status, headers });
const outcome = (code: string): Part => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, details: { text: 'Not so.' }, expression: ['Bundle.entry[0]'] }],
});

const bodySent = (): Part => payer.calls[0]?.body ?? {};

describe('a request goes out once', () => {
  test('with a token of its own, and the answer is read; both sides are kept as they were', async () => {
    payer.plays(answers(answered([certifiedItem()])));
    const { send } = open();
    const { sent, received, response } = await send();
    expect(response).toMatchObject({ is: 'answered', items: [{ number: 'AUTH-77001' }] });
    expect(payer.calls).toMatchObject([{ path: '/r4/Claim/$submit', token: expect.stringMatching(/^token-/) }]);
    expect(received).toBe(JSON.stringify(answered([certifiedItem()])));
    const body = bodySent();
    const attached = (bundle: Part) =>
      bundle.entry.find(({ resource }: Part) => resource.resourceType === 'DocumentReference').resource.content[0];
    expect(attached(body).attachment.data).toBe('JVBERi0xLjQ=');
    expect(attached(JSON.parse(sent)).attachment).not.toHaveProperty('data');
    expect(sent).not.toMatch(/token-|client_assertion|PRIVATE/);
  });

  test('the same message again is the same bytes', async () => {
    payer.plays(answers(answered([certifiedItem()])));
    const { send } = open();
    const [first, second] = [await send(), await send()];
    expect(second.sent).toBe(first.sent);
    expect(payer.calls[0]?.body).toEqual(payer.calls[1]?.body);
  });

  test('a token that was revoked is renewed once; the request is not taken up twice by it', async () => {
    payer.plays(answers(outcome('login'), 401), answers(answered([certifiedItem()])));
    expect((await open().send()).response).toMatchObject({ is: 'answered' });
    expect(payer.calls).toHaveLength(2);
    expect(payer.calls[0]?.token).not.toBe(payer.calls[1]?.token);
  });
});

describe('nobody knows whether it was taken up', () => {
  test.each<[string, Manner, string]>([
    ['503', answers('<html>busy</html>', 503), 'failing'],
    ['500 with an OperationOutcome', answers(outcome('exception'), 500), 'failing'],
    ['half an answer', { is: 'half', body: answered([certifiedItem()]) }, 'unreachable'],
    ['half a JSON', answers(JSON.stringify(answered([certifiedItem()])).slice(0, 500)), 'unreadable'],
    ['HTML with 200', answers('<html>Welcome</html>'), 'unreadable'],
    ['nothing with 200', answers(''), 'empty'],
    ['more than is read', { is: 'endless' }, 'unreadable'],
    ['a redirect', answers('', 302, { location: 'https://elsewhere.example' }), 'redirected'],
    ['an OperationOutcome with 200', answers(outcome('exception')), 'no-answer'],
    ['408', answers('', 408), 'late'],
  ])('%s is silence', async (_name, manner, why) => {
    payer.plays(manner);
    expect((await open().send()).response).toEqual({ is: 'silent', why });
    expect(payer.calls).toHaveLength(1);
  });

  test('429 says when to ask again, and until then nothing is sent', async () => {
    payer.plays(answers('', 429, { 'retry-after': '120' }), answers(answered([certifiedItem()])));
    const { send } = open();
    expect((await send()).response).toEqual({ is: 'silent', why: 'failing', retryAfter: 120 });
    expect((await send()).response).toEqual({ is: 'silent', why: 'resting', isUnsent: true });
    expect(payer.calls).toHaveLength(1);
  });

  test('the token endpoint is down: nothing is sent', async () => {
    payer.plays(answers(answered([certifiedItem()])));
    payer.token.status = 503;
    expect((await open().send()).response).toEqual({ is: 'silent', why: 'failing' });
    expect(payer.calls).toHaveLength(0);
  });

  test('a server that cannot be reached', async () => {
    payer.plays(answers(''));
    const { send } = open({ base: 'http://127.0.0.1:9/r4' });
    expect((await send()).response).toEqual({ is: 'silent', why: 'unreachable' });
  });

  test('a payer that hangs is given up in time', async () => {
    payer.plays({ is: 'hangs' });
    expect((await open({ withinMs: 200 }).send()).response).toEqual({ is: 'silent', why: 'late' });
  });
});

describe('not taken up', () => {
  test.each<[number, string]>([
    [400, 'correct'],
    [422, 'correct'],
    [413, 'correct'],
    [403, 'stop'],
    [404, 'stop'],
    [409, 'stop'],
  ])('%i with an OperationOutcome', async (status, followUp) => {
    payer.plays(answers(outcome('invalid'), status));
    expect((await open().send()).response).toEqual({
      is: 'rejected',
      rejections: [{ code: 'invalid', followUp, says: 'Not so.', at: 'Bundle.entry[0]' }],
    });
    payer.plays(answers('<html>', status));
    expect((await open().send()).response).toMatchObject({
      is: 'rejected',
      rejections: [{ code: `http-${status}`, followUp }],
    });
  });

  test('credentials refused by the payer or its token endpoint; an address that is not allowed; no endpoint', async () => {
    payer.plays(answers('', 401));
    expect((await open().send()).response).toMatchObject({ rejections: [{ code: 'login', followUp: 'resend' }] });
    payer.token.status = 400;
    expect((await open().send()).response).toMatchObject({ rejections: [{ code: 'login', followUp: 'resend' }] });
    expect((await open({ origins: [] }).send()).response).toMatchObject({ rejections: [{ code: 'not-allowed' }] });
    const address = { kind: 'fhir-pas', version: '2.2.1', endpoint: 'other' } as const;
    expect((await open().send({ address })).response).toMatchObject({ rejections: [{ code: 'no-endpoint' }] });
  });
});

describe('received', () => {
  test('202 without an answer, and an answer that is queued', async () => {
    payer.plays(answers('', 202), answers(outcome('informational'), 202), answers(answered([], { outcome: 'queued' })));
    const { send } = open();
    for (const _ of [1, 2, 3]) expect((await send()).response).toEqual({ is: 'acknowledged' });
    payer.plays(answers(answered([certifiedItem()]), 202), answers(answered([certifiedItem()]), 201));
    for (const _ of [1, 2]) expect((await send()).response).toMatchObject({ is: 'answered' });
  });
});

describe('an inquiry', () => {
  const ask = () => open().send({ what: 'inquire', messageId: 'MSG-1-q1', previousMessageId: 'MSG-1' });

  test('says "nothing on file" only where the payer says so', async () => {
    payer.plays(answers({ resourceType: 'Parameters' }));
    expect((await ask()).response).toMatchObject({ is: 'rejected', rejections: [{ code: 'not-found' }] });
    expect(payer.calls[0]?.path).toBe('/r4/Claim/$inquire');
    const mute: readonly Manner[] = [
      answers(outcome('not-found'), 404),
      answers(outcome('invalid'), 400),
      answers('', 401),
      answers('', 403),
      answers('', 500),
      answers({ resourceType: 'Parameters', parameter: [{ name: 'return', resource: outcome('exception') }] }),
      answers(answered([], { outcome: 'error', error: [{ code: { text: 'Not understood' } }] })),
    ];
    for (const manner of mute) {
      payer.plays(manner);
      expect((await ask()).response.is).toBe('silent');
    }
    expect((await open({ origins: [] }).send({ what: 'inquire' })).response.is).toBe('silent');
  });

  test('tells the decision of the request asked about', async () => {
    const bundle = answered([certifiedItem()]);
    payer.plays(answers({ resourceType: 'Parameters', parameter: [{ name: 'return', resource: bundle }] }));
    expect((await ask()).response).toMatchObject({ is: 'answered', items: [{ action: 'certified' }] });
  });
});

test('documents beyond what a message holds are told in words', async () => {
  payer.plays(answers(claimResponse([certifiedItem()])));
  const documents = [{ name: 'Old study', state: 'attached', digest: 'f'.repeat(64) }] as const;
  await open().send({ content: requestContent({ documents }) });
  const body = bodySent();
  expect(body.entry.some(({ resource }: Part) => resource.resourceType === 'DocumentReference')).toBe(false);
  expect(JSON.stringify(body.entry[0])).toContain('sent on request: Old study');
});
