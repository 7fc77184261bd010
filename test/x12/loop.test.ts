import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { makeX12Channel } from '../../shared/adapters/payers/x12-channel.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { type EventHarness, NOW, openEventHarness, TENANT } from '../support/event-harness.ts';
import { requestableOrder } from '../support/requests.ts';
import {
  type Clearinghouse,
  inEnvelope,
  openClearinghouse,
  payloadIn,
  SCRIPTS,
  type Script,
} from '../support/x12/clearinghouse.ts';
import { reviewResponse } from '../support/x12/review-responses.ts';
import { x12Endpoint } from '../support/x12/x12-endpoint.ts';

let house: Clearinghouse;
let harness: EventHarness;
beforeAll(async () => {
  house = await openClearinghouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.requests.length = 0;
  const tenant: Partial<Tenant> = {
    testMode: {},
    submission: { byItself: true },
    outbound: [new URL(house.url).origin],
    payerEndpoints: [{ ...x12Endpoint(house.url), payer: 'emblemhealth' }],
  };
  harness = await openEventHarness(tenant);
  const { settings, secrets } = harness.ports;
  const outbound = makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] });
  const parts = { outbound, secrets, settings, breaker: makeBreaker(Date.now), now: Date.now };
  Object.assign(harness.ports, { payerChannels: makeX12Channel(parts) });
});
afterEach(() => harness.close());

const order = { source: TENANT.source, orderId: 'o1' };
const submission = async () => (await harness.ports.submissions.ofOrder(TENANT.id, order))[0];
const take = async () => {
  await harness.receive({ detail: { source: TENANT.source, bundle: requestableOrder('o1') } });
  await harness.drain();
  await harness.relay();
};
const later = async (minutes: number) => {
  harness.time.now = new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
  await harness.relay();
};

const lineOf = (sent: string, start: string): string => sent.split('~').find((line) => line.startsWith(start)) ?? '';
/** A response to what was sent: its trace, its message, its member. */
const respond = (sent: string, event: readonly string[]) =>
  inEnvelope(
    reviewResponse({
      trace: lineOf(sent, 'TRN*1*').split('*')[2] ?? '',
      reference: lineOf(sent, 'BHT*').split('*')[3] ?? '',
      member: [lineOf(sent, 'NM1*IL*')],
      event,
    }),
  );
const isInquiry = (sent: string): boolean => sent.includes('~BHT*0007*28*');
/** What the house was sent, in its order: an inquiry or a request. */
const kinds = () => house.requests.map(({ body }) => (isInquiry(payloadIn(body)) ? 'inquiry' : 'request'));
const CERTIFIED = ['HCR*A1*AUTH-77', 'DTP*007*RD8*20261125-20270301', 'HSD*VS*1'];

test('an order is asked for by X12, pended, asked after and bookable, without a person', async () => {
  house.answer = (sent) => respond(sent, isInquiry(sent) ? CERTIFIED : ['HCR*A4', 'REF*NT*FILE-1', 'HI*LOI:11524-6']);
  await take();
  expect((await submission())?.standing.state).toBe('pended');
  expect(await harness.record('o1')).toMatchObject({ state: 'submitted', bookable: 'not-yet' });
  await later(3);
  expect(kinds()).toEqual(['request', 'inquiry']);
  expect(payloadIn(house.requests[1]?.body ?? '')).toContain('~REF*NT*FILE-1~');
  expect((await submission())?.standing.state).toBe('decided');
  expect(await harness.record('o1')).toMatchObject({
    state: 'approved',
    bookable: 'yes',
    approval: { number: 'AUTH-77', source: 'x12-278', start: '2026-11-25', end: '2027-03-01' },
  });
});

test('a response that is lost: asked after, and sent again as the same message only where nothing is on file', async () => {
  const onFile: Script = (sent) => respond(sent, isInquiry(sent) ? ['AAA*Y**42*R'] : CERTIFIED);
  house.answer = (sent) => (isInquiry(sent) ? onFile(sent) : SCRIPTS.down());
  await take();
  await later(10);
  expect(kinds()).toEqual(['request', 'inquiry']);
  expect((await submission())?.standing.state).toBe('sent');
  house.answer = (sent) => respond(sent, isInquiry(sent) ? ['AAA*N**AA*C'] : CERTIFIED);
  await later(60);
  expect(kinds()).toEqual(['request', 'inquiry', 'inquiry', 'request']);
  const [first, , , again] = house.requests.map(({ body }) => payloadIn(body).slice(0, 106).slice(-16));
  expect(again).toBe(first);
  expect((await harness.record('o1'))?.state).toBe('approved');
});

test.each([
  ['a response for another trace', SCRIPTS['another trace']],
  ['half a response', SCRIPTS.truncated],
  ['a response about another member', SCRIPTS['another member']],
  ['a web page', SCRIPTS.html],
] as const)('%s changes nothing', async (_, script) => {
  house.answer = script;
  await take();
  expect((await submission())?.standing.state).toBe('sent');
  expect((await harness.record('o1'))?.state).toBe('required');
});

test('a 999 that rejects leaves a draft that names the place', async () => {
  house.answer = SCRIPTS['rejected by 999'];
  await take();
  const standing = (await submission())?.standing;
  expect(standing?.state).toBe('draft');
  expect(JSON.stringify(standing)).toContain('element 9 of NM1 in loop 2010C');
});
