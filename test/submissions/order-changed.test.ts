import type { Bundle, FhirResource } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bookable } from '../../functions/fhir-api/bookable.ts';
import type { Tenant } from '../../shared/app/ports/ports.ts';
import { prepareRequest } from '../../shared/app/submissions/prepare-asked.ts';
import { sendRequest } from '../../shared/app/submissions/send-request.ts';
import { listedVisits } from '../../shared/core/authorization/listed-days.ts';
import { recordActionOf } from '../../shared/core/authorization/record-action.ts';
import type { PayerResponse } from '../../shared/core/submission/payer-response.ts';
import type { Part } from '../support/endpoint-messages.ts';
import { type EventHarness, NOW, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { answered, requestableOrder, SUBMITTING, standInPayer } from '../support/requests.ts';

/** What was asked for is not what is ordered any more when the payer's yes comes. */
type Message = Bundle<FhirResource>;
const APPROVED = { number: 'AUTH-1', window: { start: '2026-11-25', end: '2027-03-01' } };
let harness: EventHarness;
let payer: ReturnType<typeof standInPayer>;
let isDecided = false;
/** Its server is left alone: nothing is sent. */
let isResting = false;
/** It takes nothing back. */
let isDeaf = false;
beforeEach(async () => {
  isDecided = false;
  isResting = false;
  isDeaf = false;
  harness = await openEventHarness(SUBMITTING);
  payer = standInPayer((asked): PayerResponse => {
    if (isResting) return { is: 'silent', why: 'resting', isUnsent: true };
    if (asked.what === 'cancel' && !isDeaf) return answered(asked, { action: 'cancelled' });
    return answered(asked, isDecided ? APPROVED : { action: 'pended', caseNumber: 'CASE-1' });
  });
  Object.assign(harness.ports, { payerChannels: payer.channel });
});
afterEach(() => harness.close());

const at = (minutes: number): string => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
let events = 0;
const take = async (minutes: number, change: (resource: Part) => void = () => undefined): Promise<void> => {
  harness.time.now = at(minutes);
  const bundle: Message = requestableOrder('o1', ({ entry = [] }) => {
    for (const { resource } of entry) {
      if (!resource) continue;
      if (resource.resourceType === 'ServiceRequest') resource.meta = { lastUpdated: at(minutes) };
      change(resource);
    }
  });
  await harness.receive({ id: `order-${++events}`, detail: { source: TENANT.source, bundle } });
  await harness.drain();
  await harness.relay();
};
const decide = async (): Promise<void> => {
  isDecided = true;
  harness.time.now = at(90);
  await harness.relay();
};
const slot = async (): Promise<string> => {
  const start = { name: 'start', valueDateTime: '2026-12-10T09:00:00-05:00' };
  const asked = { resourceType: 'Parameters', parameter: [start] };
  const { body } = await bookable(requestTo('bookable', { id: 'o1' }, asked), harness.harness);
  return (body as Part).parameter.find(({ name }: Part) => name === 'answer').valueCode;
};
const submissions = () => harness.ports.submissions.ofOrder(TENANT.id, { source: TENANT.source, orderId: 'o1' });

test('nothing changed: the yes counts', async () => {
  await take(0);
  await decide();
  expect(await slot()).toBe('yes');
});

test('another test ordered since: the yes is kept, and is none for it', async () => {
  await take(0);
  await take(5, (resource) => {
    if (resource.resourceType === 'ServiceRequest') resource.code.coding[0].code = '93350';
  });
  await decide();
  expect(await harness.record('o1')).toMatchObject({ state: 'required', approval: { number: 'AUTH-1' } });
  expect(await slot()).toBe('no');
});

test('another plan since: the yes of the one before is none of it', async () => {
  await take(0);
  await take(5, (resource) => {
    if (resource.resourceType === 'Organization' && resource.id === 'demo-payer')
      resource.identifier[0].value = 'cigna-commercial';
  });
  await decide();
  const record = await harness.record('o1');
  expect(record?.payer).toBe('cigna-commercial');
  expect(record?.approvals.map(({ payer: of }) => of)).toContain('emblemhealth');
  expect(record?.state).not.toBe('approved');
  expect(await slot()).not.toBe('yes');
});

test('another member number since: nothing is recorded, and it is said', async () => {
  await take(0);
  await take(5, (resource) => {
    if (resource.resourceType === 'Coverage') resource.subscriberId = 'OTHER-9';
  });
  await decide();
  const [submission] = await submissions();
  expect(submission?.findings.map(({ id }) => id)).toEqual(['member-changed']);
  expect((await harness.record('o1'))?.state).not.toBe('approved');
  expect(await slot()).not.toBe('yes');
});

const cancelled =
  (status = 'revoked') =>
  (resource: Part): void => {
    if (resource.resourceType === 'ServiceRequest') resource.status = status;
  };
const practice = async (): Promise<Tenant> => {
  const tenant = await harness.ports.settings.tenant(TENANT.id);
  if (!tenant) throw new Error('no tenant');
  return tenant;
};
const bySomebody = async (): Promise<void> => {
  await harness.ports.settings.put({ ...(await practice()), submission: {} });
};
const WITHDRAW = 'Withdraw the request: the order is cancelled, and the payer may still be working on it.';

test.each(['revoked', 'entered-in-error'])('%s since: the request is taken back at the payer', async (status) => {
  await take(0);
  await take(5, cancelled(status));
  harness.time.now = at(7);
  await harness.relay();
  expect(payer.sent.map(({ what }) => what).filter((what) => what !== 'inquire')).toEqual(['submit', 'cancel']);
  expect((await submissions())[0]?.standing).toMatchObject({ state: 'withdrawn', message: { what: 'cancel' } });
  const record = await harness.record('o1');
  expect(record).toMatchObject({ state: 'cancelled', nextStep: 'Nothing: the order is cancelled.' });
  expect(await slot()).toBe('no');
});

test('cancelled since, and the payer approves instead of taking it back: nothing is bookable', async () => {
  await take(0);
  isDecided = true;
  isDeaf = true;
  await take(5, cancelled());
  await decide();
  expect((await submissions())[0]?.standing.state).toBe('decided');
  expect((await harness.record('o1'))?.state).toBe('cancelled');
  expect(await slot()).toBe('no');
});

test('cancelled since, where people send: the record says to withdraw, and is on the day’s list', async () => {
  await take(0);
  await bySomebody();
  await take(5, cancelled());
  harness.time.now = at(7);
  await harness.relay();
  expect(payer.sent.map(({ what }) => what)).not.toContain('cancel');
  const record = await harness.record('o1');
  if (!record) throw new Error('no record');
  expect(record.nextStep).toBe(WITHDRAW);
  expect(recordActionOf(record)).toEqual({ code: 'withdraw-request', owner: 'scheduler' });
  expect(listedVisits(record)).toHaveLength(1);
  await decide();
  const after = await harness.record('o1');
  if (!after) throw new Error('no record');
  expect([after.state, after.nextStep]).toEqual(['cancelled', 'Nothing: the order is cancelled.']);
  expect(listedVisits(after)).toEqual([]);
  expect(await slot()).toBe('no');
});

test('cancelled before it left: nothing leaves', async () => {
  isResting = true;
  await take(0);
  await bySomebody();
  await take(5, cancelled());
  isResting = false;
  harness.time.now = at(30);
  await harness.relay();
  expect(payer.sent.filter(({ what }) => what !== 'submit')).toEqual([]);
  expect((await submissions())[0]?.standing).toMatchObject({ state: 'withdrawn' });
  expect((await submissions())[0]?.standing).not.toHaveProperty('message');
  expect((await harness.record('o1'))?.nextStep).toBe('Nothing: the order is cancelled.');
});

test('a request that was ready is not sent for a cancelled order', async () => {
  await bySomebody();
  await take(0);
  const caller = { tenant: await practice(), source: TENANT.source, by: 'desk', receivedAt: at(3) };
  const asked = { orderId: 'o1', source: TENANT.source };
  expect(await prepareRequest({ ...asked, given: {} }, caller, harness.ports)).toMatchObject({
    ok: true,
    value: { standing: { state: 'ready' } },
  });
  await take(5, cancelled());
  expect(await sendRequest(asked, caller, harness.ports)).toMatchObject({
    ok: false,
    problems: [{ code: 'conflict', expression: 'ServiceRequest.id' }],
  });
  expect(payer.sent).toEqual([]);
});

test('the same number for a second order of the same test: kept, and said', async () => {
  isDecided = true;
  await take(0);
  await harness.receive({ id: 'second', detail: { source: TENANT.source, bundle: requestableOrder('o2') } });
  await harness.drain();
  await harness.relay();
  const of = async (orderId: string) =>
    (await harness.ports.submissions.ofOrder(TENANT.id, { source: TENANT.source, orderId }))[0]?.findings;
  expect((await of('o1'))?.map(({ id }) => id)).toEqual([]);
  expect((await of('o2'))?.map(({ id }) => id)).toEqual(['number-shared']);
});
