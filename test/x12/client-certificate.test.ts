import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { makeX12Channel } from '../../shared/adapters/payers/x12-channel.ts';
import { makeX12Gateway } from '../../shared/adapters/payers/x12-gateway.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { type EventHarness, openEventHarness, TENANT } from '../support/event-harness.ts';
import { requestableOrder } from '../support/requests.ts';
import { certificateSecret, makeCertificate } from '../support/tls/make-certificate.ts';
import {
  type Clearinghouse,
  inEnvelope,
  openClearinghouse,
  payloadIn,
  type Script,
} from '../support/x12/clearinghouse.ts';
import { eligibilityQuestion } from '../support/x12/eligibility-question.ts';
import { reviewResponse } from '../support/x12/review-responses.ts';
import { x12Endpoint } from '../support/x12/x12-endpoint.ts';

const practices = makeCertificate({ common: 'Practice authority' });
const houses = makeCertificate({ common: 'Clearinghouse authority' });
const stranger = makeCertificate({ common: 'Another authority' });
const ours = (by = practices) => makeCertificate({ common: 'practice', by, use: 'clientAuth' });
const server = makeCertificate({ common: 'clearing', by: houses, hosts: ['127.0.0.1'] });
const kept: Record<string, string> = {};
const secrets = { read: async (name: string) => kept[name] ?? Promise.reject(new Error('away')) };

const lineOf = (sent: string, start: string): string => sent.split('~').find((line) => line.startsWith(start)) ?? '';
const certifying: Script = (sent) =>
  inEnvelope(
    reviewResponse({
      trace: lineOf(sent, 'TRN*1*').split('*')[2] ?? '',
      reference: lineOf(sent, 'BHT*').split('*')[3] ?? '',
      member: [lineOf(sent, 'NM1*IL*')],
      event: ['HCR*A1*AUTH-77', 'DTP*007*RD8*20261125-20270301', 'HSD*VS*1'],
    }),
  );

let house: Clearinghouse;
let harness: EventHarness;
beforeAll(async () => {
  const asking = { requestCert: true, rejectUnauthorized: true, ca: practices.certificate };
  house = await openClearinghouse({ ...asking, cert: server.certificate, key: server.privateKey });
});
afterAll(() => house.close());
const parts = () => ({
  outbound: makeOutbound({ privateOrigins: ['https://127.0.0.1:*'] }),
  breaker: makeBreaker(Date.now),
  secrets,
  now: Date.now,
});
beforeEach(async () => {
  house.requests.length = 0;
  house.answer = certifying;
  kept['file:certificate'] = certificateSecret(ours(), { ca: houses.certificate });
  const tenant: Partial<Tenant> = {
    testMode: {},
    submission: { byItself: true },
    outbound: [new URL(house.url).origin],
    payerEndpoints: [
      { ...x12Endpoint(house.url), payer: 'emblemhealth', envelope: 'vC4.0.0', certificate: 'file:certificate' },
    ],
  };
  harness = await openEventHarness(tenant);
  const { settings } = harness.ports;
  Object.assign(harness.ports, { payerChannels: makeX12Channel({ ...parts(), settings }) });
});
afterEach(() => harness.close());

const standing = async () => {
  await harness.receive({ detail: { source: TENANT.source, bundle: requestableOrder('o1') } });
  await harness.drain();
  await harness.relay();
  const order = { source: TENANT.source, orderId: 'o1' };
  return (await harness.ports.submissions.ofOrder(TENANT.id, order))[0]?.standing;
};

test('an order is asked for in the envelope vC4.0.0 by certificate alone, and the answer is on its record', async () => {
  expect((await standing())?.state).toBe('decided');
  const [request] = house.requests;
  expect(request?.body).toContain('<CORERuleVersion>4.0.0</CORERuleVersion>');
  expect(request?.body).not.toContain('Password');
  expect(payloadIn(request?.body ?? '')).toContain('~TRN*1*');
  expect(await harness.record('o1')).toMatchObject({
    state: 'approved',
    approval: { number: 'AUTH-77', source: 'x12-278' },
  });
});

test.each([
  ['no secret', undefined, 'The secret of our client certificate cannot be read.'],
  [
    'a key of another',
    JSON.stringify({ ...JSON.parse(certificateSecret(ours())), privateKey: ours().privateKey }),
    'not the key',
  ],
  [
    'a receiver of another authority',
    certificateSecret(ours(), { ca: stranger.certificate }),
    'authority we do not know',
  ],
])('%s: nothing is sent, and the record says why', async (_what, secret, says) => {
  if (secret === undefined) delete kept['file:certificate'];
  else kept['file:certificate'] = secret;
  const now = await standing();
  expect(now?.state).toBe('failed');
  expect(JSON.stringify(now)).toContain(says);
  expect(JSON.stringify(now)).not.toMatch(/BEGIN|MII/);
  expect(house.requests).toEqual([]);
  expect((await harness.record('o1'))?.state).toBe('required');
});

test('a certificate the receiver closes on is silence: it is asked after, never taken for an answer', async () => {
  kept['file:certificate'] = certificateSecret(ours(stranger), { ca: houses.certificate });
  expect((await standing())?.state).toBe('sent');
  expect(house.requests).toEqual([]);
  expect((await harness.record('o1'))?.state).toBe('required');
});

test('a payer is asked for eligibility by certificate; without one that holds good, the answer says why', async () => {
  const gateway = makeX12Gateway(parts());
  const asked = eligibilityQuestion(house.url, { certificate: 'file:certificate' });
  await gateway.ask(asked);
  expect(house.requests).toHaveLength(1);
  expect(house.requests[0]?.body).toContain('X12_270_Request_005010X279A1');
  kept['file:certificate'] = '{}';
  expect(await gateway.ask(asked)).toMatchObject({
    is: 'silent',
    why: 'certificate-unusable',
    rejections: [
      { code: 'certificate-unusable', says: expect.stringContaining('certificate and privateKey is missing') },
    ],
  });
  expect(house.requests).toHaveLength(1);
});
