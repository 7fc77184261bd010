import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBreaker } from '../../shared/adapters/outbound/breaker.ts';
import { makeOutbound } from '../../shared/adapters/outbound/outbound.ts';
import { makeX12Channel } from '../../shared/adapters/payers/x12-channel.ts';
import { type EventHarness, NOW, openEventHarness, TENANT } from '../support/event-harness.ts';
import { requestableOrder } from '../support/requests.ts';
import { type Clearinghouse, inEnvelope, openClearinghouse, payloadIn } from '../support/x12/clearinghouse.ts';
import { reviewResponse } from '../support/x12/review-responses.ts';

let house: Clearinghouse;
let harness: EventHarness;
/** What the stand-in says of the event; it echoes trace and message. */
let event: readonly string[] = [];
const elementOf = (sent: string, tag: string, at: number): string =>
  sent
    .split('~')
    .map((segment) => segment.split('*'))
    .find(([own]) => own === tag)?.[at] ?? '';

beforeAll(async () => {
  house = await openClearinghouse();
  house.answer = (sent) =>
    inEnvelope(
      reviewResponse({
        trace: elementOf(sent, 'TRN', 2),
        reference: elementOf(sent, 'BHT', 3),
        member: ['NM1*IL*1*ZZYZX*QUILL****MI*MEMBER-4711'],
        event,
      }),
    );
  const url = house.url;
  harness = await openEventHarness({
    submission: { byItself: true, practice: { name: { organization: 'Heart Practice' }, npi: '2000000028' } },
    outbound: [new URL(url).origin],
    payerEndpoints: [
      {
        kind: 'x12-278',
        name: 'clearing',
        payer: 'emblemhealth',
        url,
        envelope: 'vC2.2.0',
        sender: { qualifier: 'ZZ', id: 'PRACTICE1' },
        receiver: { qualifier: '30', id: 'CLEARING' },
        submitterId: 'SUB1',
        usage: 'T',
      },
    ],
  });
  const breaker = makeBreaker(() => Date.parse(harness.time.now));
  const outbound = makeOutbound({ privateOrigins: ['http://127.0.0.1:*'] });
  const secrets = { read: async () => '' };
  const { settings } = harness.ports;
  const payerChannels = makeX12Channel({ outbound, breaker, secrets, settings, now: Date.now });
  Object.assign(harness.ports, { payerChannels });
});
afterAll(async () => {
  await harness.close();
  await house.close();
});

test('from the signed order to a bookable slot by X12, without a person: pended, asked after, certified', async () => {
  event = ['HCR*A4', 'REF*NT*FILE1'];
  await harness.receive({ detail: { source: TENANT.source, bundle: requestableOrder('x1') } });
  await harness.drain();
  await harness.relay();
  expect(await harness.record('x1')).toMatchObject({ state: 'submitted', bookable: 'not-yet' });
  event = ['HCR*A1*AUTH1', 'DTP*007*RD8*20261125-20270114'];
  harness.time.now = new Date(Date.parse(NOW) + 300_000).toISOString();
  await harness.relay();
  expect(house.requests.map(({ body }) => elementOf(payloadIn(body), 'BHT', 2))).toHaveLength(2);
  expect(await harness.record('x1')).toMatchObject({
    state: 'approved',
    bookable: 'yes',
    approval: { number: 'AUTH1', source: 'x12-278', start: '2026-11-25', end: '2027-01-14' },
  });
});
