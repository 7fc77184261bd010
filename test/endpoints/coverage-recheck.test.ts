import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Coverage, FhirResource } from 'fhir/r4';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bookable } from '../../functions/fhir-api/bookable.ts';
import { recordDecision } from '../../functions/fhir-api/record-decision.ts';
import { taskSearch } from '../../functions/fhir-api/task-search.ts';
import { deadlineSweep } from '../../functions/schedules/deadline-sweep.ts';
import type { Member } from '../../shared/app/ports/authorization-store.ts';
import { appointment } from '../support/appointments.ts';
import { chartOf } from '../support/ehr-harness.ts';
import { type EhrStub, startEhrStub } from '../support/ehr-stub.ts';
import { type EventHarness, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { orderBundle } from '../support/orders.ts';

const schema = new URL('../../docs/events/coverage-changed.v1.schema.json', import.meta.url);
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

let harness: EventHarness;
let ehr: EhrStub;
beforeEach(async () => {
  ehr = await startEhrStub();
});
afterEach(async () => {
  ehr.close();
  await harness.close();
});

const { source } = TENANT;
const VISIT = '2026-12-09T09:00:00-05:00';
const FIRST = '2026-12-01T06:00:00.000Z';
const DAY_BEFORE = '2026-12-06T06:00:00.000Z';

const member = (more: Partial<Member> = {}): Member => ({
  payer: 'emblemhealth',
  memberId: 'MEMBER-4711',
  status: 'active',
  start: '2026-01-01',
  planProduct: 'plan-a',
  ...more,
});
const roster = (more: Partial<Member> = {}) => harness.ports.roster.put(TENANT.id, [member(more)]);
const parameters = (parameter: readonly object[]) => ({ resourceType: 'Parameters', parameter });

/** An order that is approved and booked. */
const bookedOrder = async (id: string, visit = VISIT) => {
  await harness.receive({ detail: { source, bundle: orderBundle(id) } });
  expect(await harness.drain()).toEqual([]);
  const approved = [
    { name: 'decision', valueCode: 'approved' },
    { name: 'number', valueString: `A-${id}` },
    { name: 'period', valuePeriod: { start: '2026-12-01', end: '2027-02-14' } },
  ];
  const { status } = await recordDecision(requestTo('record-decision', { id }, parameters(approved)), harness.harness);
  expect(status).toBe(200);
  const resource = appointment(`v-${id}`, id, visit);
  await harness.receive({ id: `told-${id}`, 'detail-type': 'FHIR Appointment', detail: { source, resource } });
  expect(await harness.drain()).toEqual([]);
  await harness.relay();
};
const sweepAt = async (now: string) => {
  harness.time.now = now;
  await deadlineSweep(harness.harness);
  await harness.relay();
};
const changed = () => harness.published.filter(({ type }) => type === 'CoverageChanged');
const risks = () => harness.published.filter(({ type }) => type === 'BookingAtRisk');
const gate = async (id: string, start = VISIT) => {
  const asked = requestTo('bookable', { id }, parameters([{ name: 'start', valueDateTime: start }]));
  const { body } = await bookable({ ...asked, receivedAt: harness.time.now }, harness.harness);
  const values = (body as { parameter: Record<string, never>[] }).parameter;
  const text = (name: string) => values.filter((one) => one.name === name).map((one) => JSON.stringify(one));
  return { answer: text('answer').join(), reason: text('reason').join(' ') };
};
const standing = async (id: string) => {
  const { bookable: word, coverage, bookings, history } = (await harness.record(id)) ?? {};
  return { word, result: coverage?.result, changes: coverage?.changes, visit: bookings?.[0]?.answer, says: history };
};

describe('with a roster', () => {
  beforeEach(async () => {
    harness = await openEventHarness();
    await roster();
    await bookedOrder('o');
    expect((await gate('o')).answer).toContain('yes');
  });

  test('nothing changed: looked at on the first of the month and three days before, and nobody is told', async () => {
    await sweepAt('2026-12-01T04:59:59.000Z');
    expect((await standing('o')).result).toBeUndefined();
    for (const now of [FIRST, '2026-12-01T06:01:00.000Z']) await sweepAt(now);
    expect(await standing('o')).toMatchObject({ word: 'yes', result: 'same', visit: 'yes' });
    const checks = async () => (await standing('o')).says?.filter(({ what }) => what === 'coverage-checked').length;
    expect(await checks()).toBe(1);
    await sweepAt(DAY_BEFORE);
    await sweepAt('2026-12-08T06:00:00.000Z');
    expect(await checks()).toBe(2);
    expect([...changed(), ...risks()]).toEqual([]);
    expect((await gate('o')).answer).toContain('yes');
  });

  test.each([
    ['another plan', { planProduct: 'plan-b' }, 'plan'],
    ['a membership that ended', { status: 'terminated' }, 'ended'],
    ['a membership that ends before the visit', { end: '2026-12-05' }, 'ended'],
  ] as const)('%s withdraws the yes and is told once', async (_, more, change) => {
    await roster(more);
    for (const now of [FIRST, '2026-12-01T06:01:00.000Z', DAY_BEFORE]) await sweepAt(now);
    expect(changed()).toHaveLength(1);
    const { id, detail } = changed()[0]!;
    const told = { source: 'stresspass', 'detail-type': 'CoverageChanged', detail: { id, ...detail } };
    expect([validate(JSON.parse(JSON.stringify(told))), validate.errors]).toEqual([true, null]);
    expect(detail).toMatchObject({
      order: 'ServiceRequest/o',
      changes: [change],
      saidBy: 'roster',
      appointments: ['Appointment/v-o'],
    });
    const { word, changes, visit } = await standing('o');
    expect(word).not.toBe('yes');
    expect(visit).not.toBe('yes');
    expect(changes).toEqual([change]);
    expect((await gate('o')).answer).not.toContain('yes');
    expect(risks()).toHaveLength(1);
  });

  test('a message under the old coverage brings nothing back, a decision of the payer does', async () => {
    await roster({ planProduct: 'plan-b' });
    await sweepAt(FIRST);
    const { answer, reason } = await gate('o');
    expect([answer, reason]).toEqual([
      expect.stringContaining('cannot-tell'),
      expect.stringContaining('coverage-changed'),
    ]);
    await harness.receive({ id: 'again', detail: { source, bundle: orderBundle('o') } });
    await harness.drain();
    expect((await gate('o')).answer).toContain('cannot-tell');
    const [task] = (
      (await taskSearch({ ...requestTo('task-search', {}, {}), query: { focus: ['o'] } }, harness.harness)).body as {
        entry: { resource: object }[];
      }
    ).entry;
    expect(JSON.stringify(task)).toContain('confirm-coverage');
    const approved = [
      { name: 'decision', valueCode: 'approved' },
      { name: 'number', valueString: 'A-new' },
      { name: 'period', valuePeriod: { start: '2026-12-01', end: '2027-02-14' } },
    ];
    await recordDecision(requestTo('record-decision', { id: 'o' }, parameters(approved)), harness.harness);
    expect((await gate('o')).answer).toContain('yes');
  });

  test('two sweeps side by side, and one that dies before the bus heard it, tell one change', async () => {
    await roster({ planProduct: 'plan-b' });
    const { events } = harness.ports;
    Object.assign(harness.ports, { events: { publish: () => Promise.reject(new Error('away')) } });
    harness.time.now = FIRST;
    await Promise.all([deadlineSweep(harness.harness), deadlineSweep(harness.harness)]);
    await harness.relay();
    Object.assign(harness.ports, { events });
    await sweepAt('2026-12-01T06:05:00.000Z');
    await sweepAt('2026-12-01T07:00:00.000Z');
    expect(new Set(changed().map(({ id }) => id)).size).toBe(1);
  });

  test('a visit in the new plan year is looked at on January 1', async () => {
    await bookedOrder('later', '2027-01-12T09:00:00-05:00');
    await sweepAt(FIRST);
    await roster({ planProduct: 'plan-b' });
    await sweepAt('2027-01-01T05:00:00.000Z');
    expect(changed().map(({ detail }) => detail.order)).toContain('ServiceRequest/later');
  });
});

describe('with the payer’s own server', () => {
  const says = (answer: Awaited<ReturnType<EventHarness['ports']['payerGateway']['ask']>>) => {
    const asked: string[] = [];
    const ask: EventHarness['ports']['payerGateway']['ask'] = async ({ serviceDate }) => {
      asked.push(serviceDate);
      return answer;
    };
    Object.assign(harness.ports, { payerGateway: { ask } });
    return asked;
  };
  const confirmation = { inForce: true, on: '2026-12-09', start: '2026-01-01' };
  beforeEach(async () => {
    const payerServers = [{ payer: 'emblemhealth', base: 'https://payer.example/fhir' }];
    harness = await openEventHarness({ payerServers, outbound: ['https://payer.example'] });
    says({ is: 'answered', confirmation });
    await bookedOrder('o');
  });

  test('it is asked for the day of the visit, and what it says counts', async () => {
    const asked = says({ is: 'answered', confirmation });
    await sweepAt(FIRST);
    expect(asked).toEqual(['2026-12-09']);
    expect(await standing('o')).toMatchObject({ word: 'yes', result: 'same' });
    says({ is: 'answered', confirmation: { ...confirmation, inForce: false, end: '2026-11-30' } });
    await sweepAt(DAY_BEFORE);
    expect(changed().map(({ detail }) => [detail.changes, detail.saidBy])).toEqual([[['ended'], 'payer']]);
    expect((await gate('o')).answer).not.toContain('yes');
  });

  test('its silence confirms nothing', async () => {
    says({ is: 'silent', why: 'timeout' });
    await sweepAt(FIRST);
    expect(await standing('o')).toMatchObject({ word: 'cannot-tell', result: 'unconfirmed' });
  });
});

describe('without a source that says so', () => {
  beforeEach(async () => {
    harness = await openEventHarness();
    await bookedOrder('o');
  });

  test('the yes is withheld, dated, asked for daily, and comes back once the coverage is confirmed', async () => {
    await sweepAt(FIRST);
    expect(await standing('o')).toMatchObject({ word: 'cannot-tell', result: 'unconfirmed', visit: 'cannot-tell' });
    const { answer, reason } = await gate('o');
    expect(answer).toContain('cannot-tell');
    expect(reason).toContain('The coverage is not confirmed since 2026-11-25.');
    expect(changed()).toEqual([]);
    expect(risks()).toHaveLength(1);
    await roster();
    await sweepAt('2026-12-01T12:00:00.000Z');
    expect((await gate('o')).answer).toContain('cannot-tell');
    await sweepAt('2026-12-02T06:00:00.000Z');
    expect(await standing('o')).toMatchObject({ word: 'yes', result: 'same', visit: 'yes' });
    expect((await gate('o')).answer).toContain('yes');
  });
});

describe('with the chart of the EHR', () => {
  beforeEach(async () => {
    const fhir = { base: ehr.base };
    const sources = [{ id: source, name: 'EHR of the clinic', fhir }];
    harness = await openEventHarness({ sources, outbound: [ehr.origin] });
    ehr.charts.push(...chartOf('o'));
    await bookedOrder('o');
  });
  const coverageOf = () => ehr.charts.find((one): one is Coverage & FhirResource => one.resourceType === 'Coverage')!;

  test('the same coverage is confirmed by few reads, none of evidence', async () => {
    ehr.asked.length = 0;
    await sweepAt(FIRST);
    expect(await standing('o')).toMatchObject({ word: 'yes', result: 'same' });
    expect(ehr.names().some((name) => /Condition|Observation|Procedure/.test(name))).toBe(false);
    expect(ehr.asked.length).toBeLessThan(8);
  });

  test('another member number withdraws the yes', async () => {
    coverageOf().subscriberId = 'MEMBER-9999';
    await sweepAt(FIRST);
    expect(changed().map(({ detail }) => detail.changes)).toEqual([['member-number']]);
    expect((await gate('o')).answer).toContain('cannot-tell');
  });

  test('an EHR in trouble confirms nothing', async () => {
    ehr.moods.set('Coverage', { is: 'status', status: 500 });
    await sweepAt(FIRST);
    expect(await standing('o')).toMatchObject({ word: 'cannot-tell', result: 'unconfirmed' });
  });
});
