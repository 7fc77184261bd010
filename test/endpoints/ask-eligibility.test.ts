import type { CoverageEligibilityResponse } from 'fhir/r4';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askEligibility } from '../../functions/fhir-api/ask-eligibility.ts';
import { bookable } from '../../functions/fhir-api/bookable.ts';
import { recordDecision } from '../../functions/fhir-api/record-decision.ts';
import { appointment } from '../support/appointments.ts';
import { startEligibilityPayer } from '../support/eligibility-payer.ts';
import { type EventHarness, NOW, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { orderBundle } from '../support/orders.ts';

/** The payer of an order on file is asked when a person wants to know. */
let harness: EventHarness;
let there: Awaited<ReturnType<typeof startEligibilityPayer>>;
const IN_FORCE = { insurance: [{ coverage: { reference: '#coverage' }, inforce: true }] };
const ENDED = { insurance: [{ coverage: { reference: '#coverage' }, inforce: false }] };
beforeEach(async () => {
  there = await startEligibilityPayer();
  there.payer.says = 500;
  const payerServers = [{ payer: 'emblemhealth', base: `${there.origin}/fhir` }];
  harness = await openEventHarness({ outbound: [there.origin], payerServers });
});
afterEach(async () => {
  there.close();
  await harness.close();
});

const { source } = TENANT;
const VISIT = '2026-12-09T09:00:00-05:00';
const parameters = (parameter: readonly object[]) => ({ resourceType: 'Parameters', parameter });
const take = async (id: string): Promise<void> => {
  await harness.receive({ id: `order-${id}`, detail: { source, bundle: orderBundle(id) } });
  expect(await harness.drain()).toEqual([]);
  there.asked.length = 0;
};
const bookVisit = async (id: string): Promise<void> => {
  const approved = [
    { name: 'decision', valueCode: 'approved' },
    { name: 'number', valueString: `A-${id}` },
    { name: 'period', valuePeriod: { start: '2026-11-20', end: '2027-02-14' } },
  ];
  const { status } = await recordDecision(requestTo('record-decision', { id }, parameters(approved)), harness.harness);
  expect(status).toBe(200);
  const resource = appointment(`v-${id}`, id, VISIT);
  await harness.receive({ id: `told-${id}`, 'detail-type': 'FHIR Appointment', detail: { source, resource } });
  expect(await harness.drain()).toEqual([]);
  await harness.relay();
};
const ask = async (id: string) => {
  const asked = requestTo('ask-eligibility', { id }, parameters([]));
  const { status, body } = await askEligibility({ ...asked, receivedAt: harness.time.now }, harness.harness);
  return { status, body: body as CoverageEligibilityResponse, text: JSON.stringify(body) };
};
const later = (minutes: number): void => {
  harness.time.now = new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
};
const gate = async (id: string): Promise<string> => {
  const asked = requestTo('bookable', { id }, parameters([{ name: 'start', valueDateTime: VISIT }]));
  const { body } = await bookable({ ...asked, receivedAt: harness.time.now }, harness.harness);
  return JSON.stringify(body);
};

test('the payer is asked once, its answer is kept and answers the order; within minutes nobody is asked again', async () => {
  await take('one');
  expect(JSON.stringify((await harness.record('one'))?.history)).not.toContain('The payer was asked');
  there.payer.says = IN_FORCE;
  const first = await ask('one');
  expect(first.status, first.text).toBe(200);
  expect(first.text).toContain('"eligibilitySource","valueCode":"payer"');
  const record = await harness.record('one');
  expect(record?.answerId).toBe(first.body.id);
  expect(record?.history[0]).toMatchObject({ by: 'ask-eligibility', what: 'reassessed' });
  expect(record?.history[0]?.says).toMatch(/^The payer was asked about the coverage on \d{4}-\d\d-\d\d: in force\.$/);
  later(4);
  const second = await ask('one');
  expect([second.status, second.body.id, there.asked.length]).toEqual([200, first.body.id, 1]);
  later(6);
  expect((await ask('one')).status).toBe(200);
  expect(there.asked).toHaveLength(2);
});

test('the coverage of a booked visit ended: the yes is withheld, and it is announced', async () => {
  there.payer.says = IN_FORCE;
  await take('visit');
  await bookVisit('visit');
  expect(await gate('visit')).toContain('"valueCode":"yes"');
  there.payer.says = ENDED;
  expect((await ask('visit')).status).toBe(200);
  const [question] = there.asked;
  expect(question?.servicedDate, 'the day of the visit').toBe('2026-12-09');
  await harness.relay();
  expect(harness.published.map(({ type }) => type)).toContain('CoverageChanged');
  expect(harness.published.map(({ type }) => type)).toContain('BookingAtRisk');
  expect(await gate('visit')).not.toContain('{"name":"answer","valueCode":"yes"}');
});

test('silence is no answer: it is said and noted, nothing changes, and it is not asked again at once', async () => {
  await take('silent');
  const before = await harness.record('silent');
  const first = await ask('silent');
  expect([first.status, first.text.includes('did not answer')]).toEqual([503, true]);
  const after = await harness.record('silent');
  expect(after?.answerId).toBe(before?.answerId);
  expect(after?.desk?.notes[0]?.says).toContain('did not answer');
  later(2);
  expect((await ask('silent')).status).toBe(429);
  expect(there.asked).toHaveLength(1);
  there.payer.says = IN_FORCE;
  later(6);
  expect((await ask('silent')).status).toBe(200);
});

test('what the payer said before stays where it is silent now', async () => {
  there.payer.says = IN_FORCE;
  await take('before');
  there.payer.says = 500;
  expect((await ask('before')).status).toBe(503);
  const record = await harness.record('before');
  const answer = await harness.ports.authorizations.answer(TENANT.id, record?.answerId ?? '');
  expect(answer?.answer.coverages[0]?.verdict.source).toBe('payer');
});

test('many orders of one payer: it is asked so often and no more', async () => {
  there.payer.says = IN_FORCE;
  const ids = Array.from({ length: 12 }, (_, index) => `many-${index}`);
  for (const id of ids) await take(id);
  const told: number[] = [];
  for (const id of ids) told.push((await ask(id)).status);
  expect(told.slice(0, 10)).toEqual(Array(10).fill(200));
  expect(told.slice(10)).toContain(429);
});

test('no payer that can be asked: refused, naming the element; an unknown order is not found', async () => {
  await take('nobody');
  const tenant = await harness.ports.settings.tenant(TENANT.id);
  if (!tenant) throw new Error('no tenant');
  await harness.ports.settings.put({ ...tenant, payerServers: [] });
  const { status, text } = await ask('nobody');
  expect([status, text.includes('ServiceRequest.insurance')]).toEqual([400, true]);
  expect((await ask('unknown')).status).toBe(404);
});

test('an answer that leaves open whether the coverage is in force is none', async () => {
  await take('open');
  there.payer.says = { insurance: [{ coverage: { reference: '#coverage' } }] };
  expect((await ask('open')).status).toBe(503);
  expect(JSON.stringify((await harness.record('open'))?.history)).not.toContain('in force');
});
