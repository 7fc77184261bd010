import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordDecision } from '../../functions/fhir-api/record-decision.ts';
import { deadlineSweep } from '../../functions/schedules/deadline-sweep.ts';
import { sweepDue } from '../../shared/app/authorization/sweep-due.ts';
import { appointment } from '../support/appointments.ts';
import { type EventHarness, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { orderBundle } from '../support/orders.ts';

let harness: EventHarness;
beforeEach(async () => {
  harness = await openEventHarness();
});
afterEach(() => harness.close());

const { source } = TENANT;
const order = async (id: string) => {
  await harness.receive({ detail: { source, bundle: orderBundle(id) } });
  expect(await harness.drain()).toEqual([]);
};
const decide = (id: string, parameter: readonly object[]) =>
  recordDecision(requestTo('record-decision', { id }, { resourceType: 'Parameters', parameter }), harness.harness);
const approve = (id: string) =>
  decide(id, [
    { name: 'decision', valueCode: 'approved' },
    { name: 'number', valueString: `A-${id}` },
    { name: 'period', valuePeriod: { start: '2026-12-01', end: '2027-01-14' } },
  ]);
const sweepAt = async (now: string) => {
  harness.time.now = now;
  await deadlineSweep(harness.harness);
  await harness.relay();
};
/** What was told beside assessments and changes. */
const told = () =>
  harness.published
    .filter(({ type }) => !['StressTestAssessed', 'AuthorizationChanged'].includes(type))
    .map(({ type, detail: { kind, due, ends, answer } }) =>
      [type, kind ?? ends ?? answer, due].filter(Boolean).join(' '),
    );

test('a request nobody sent is told after a day, once, however often the sweep runs', async () => {
  await order('forgotten');
  await sweepAt('2026-11-26T14:59:59.000Z');
  expect(told()).toEqual([]);
  for (const second of ['00', '01', '59']) await sweepAt(`2026-11-26T15:00:${second}.000Z`);
  expect(told()).toEqual(['AuthorizationDue not-submitted 2026-11-26T15:00:00.000Z']);
  expect((await harness.record('forgotten'))?.history[0]).toMatchObject({ what: 'deadline-passed', by: 'sweep' });
});

test('two sweeps side by side tell one event', async () => {
  await order('raced');
  harness.time.now = '2026-11-26T15:00:00.000Z';
  await Promise.all([sweepDue(harness.ports), sweepDue(harness.ports), sweepDue(harness.ports)]);
  await harness.relay();
  expect(new Set(harness.published.filter(({ type }) => type === 'AuthorizationDue').map(({ id }) => id)).size).toBe(1);
  expect(told()).toHaveLength(1);
});

test('a sweep that dies before the bus heard it leaves a delivery, not a gap', async () => {
  await order('died');
  harness.time.now = '2026-11-26T15:00:00.000Z';
  const { events } = harness.ports;
  Object.assign(harness.ports, { events: { publish: () => Promise.reject(new Error('away')) } });
  await sweepDue(harness.ports);
  await harness.relay();
  Object.assign(harness.ports, { events });
  await harness.relay();
  expect(told()).toEqual(['AuthorizationDue not-submitted 2026-11-26T15:00:00.000Z']);
});

test('a payer who has not decided by the end of his day is told at the site’s midnight', async () => {
  await order('slow');
  await decide('slow', [
    { name: 'decision', valueCode: 'pended' },
    { name: 'receivedAt', valueDateTime: '2026-11-25T10:00:00-05:00' },
  ]);
  const clock = (await harness.record('slow'))?.clocks[0];
  expect(clock).toEqual({ kind: 'payer-decision', due: '2026-12-10', usual: '15 days' });
  await sweepAt('2026-12-11T04:59:59.000Z');
  expect(told()).toEqual([]);
  await sweepAt('2026-12-11T05:00:00.000Z');
  expect(told()).toEqual(['AuthorizationDue payer-decision 2026-12-10']);
});

test('a decision in time silences its clock', async () => {
  await order('decided');
  await decide('decided', [{ name: 'decision', valueCode: 'pended' }]);
  harness.time.now = '2026-11-27T15:00:00.000Z';
  await decide('decided', [
    { name: 'decision', valueCode: 'denied' },
    { name: 'receivedAt', valueDateTime: '2026-11-27T10:00:00-05:00' },
  ]);
  await sweepAt('2027-03-01T00:00:00.000Z');
  expect(told()).toEqual([]);
});

test('an approval that ends unused is told before, and lapses after; answering the order again does not revive it', async () => {
  await order('unused');
  await approve('unused');
  const visit = appointment('v1', 'unused', '2026-12-09T09:00:00-05:00', { status: 'cancelled' });
  await harness.receive({ 'detail-type': 'FHIR Appointment', detail: { source, resource: visit } });
  await harness.drain();
  await sweepAt('2027-01-07T05:00:00.000Z');
  expect(told()).toEqual(['AuthorizationExpiring 2027-01-14']);
  await sweepAt('2027-01-15T04:59:00.000Z');
  expect((await harness.record('unused'))?.state).toBe('approved');
  await sweepAt('2027-01-15T05:00:00.000Z');
  const lapsed = await harness.record('unused');
  expect(lapsed).toMatchObject({ state: 'expired', advice: 'fix-authorization', bookable: 'no' });
  expect(harness.published.at(-1)).toMatchObject({
    type: 'AuthorizationChanged',
    detail: { previousState: 'approved' },
  });
  const changed = orderBundle('unused', (one) => {
    one.meta = { lastUpdated: '2027-01-15T06:00:00Z' };
    one.priority = 'urgent';
  });
  await harness.receive({ detail: { source, bundle: changed } });
  await harness.drain();
  expect((await harness.record('unused'))?.state).toBe('expired');
});

test('a test done otherwise than authorized asks for a retro-authorization at once', async () => {
  await order('converted');
  await approve('converted');
  const done = orderBundle('converted', (one) => {
    one.meta = { lastUpdated: '2026-11-25T16:00:00Z' };
    one.status = 'completed';
    one.code = { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '93350' }] };
  });
  await harness.receive({ detail: { source, bundle: done } });
  await harness.drain();
  await sweepAt('2026-11-25T16:00:01.000Z');
  expect(told()).toEqual(['AuthorizationDue retro-authorization']);
  expect((await harness.record('converted'))?.nextStep).toMatch(/retro-authorization.*by when/);
});
