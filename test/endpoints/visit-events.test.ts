import type { Appointment } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookable } from '../../functions/fhir-api/bookable.ts';
import { recordDecision } from '../../functions/fhir-api/record-decision.ts';
import { sweepDue } from '../../shared/app/authorization/sweep-due.ts';
import { appointment } from '../support/appointments.ts';
import { type EventHarness, NOW, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { orderBundle } from '../support/orders.ts';

let harness: EventHarness;
beforeAll(async () => {
  harness = await openEventHarness();
});
afterAll(() => harness.close());

const { source } = TENANT;
const INSIDE = '2026-12-09T09:00:00-05:00';
const OUTSIDE = '2027-01-20T09:00:00-05:00';
let count = 0;

const order = async (id: string, change?: Parameters<typeof orderBundle>[1]) => {
  await harness.receive({ detail: { source, bundle: orderBundle(id, change) } });
  expect(await harness.drain()).toEqual([]);
};
const approve = (id: string, more: readonly object[] = []) =>
  recordDecision(
    requestTo(
      'record-decision',
      { id },
      {
        resourceType: 'Parameters',
        parameter: [
          { name: 'decision', valueCode: 'approved' },
          { name: 'number', valueString: `A-${id}` },
          { name: 'period', valuePeriod: { start: '2026-12-01', end: '2027-01-14' } },
          ...more,
        ],
      },
    ),
    harness.harness,
  );
const deny = (id: string, hour: string) =>
  recordDecision(
    requestTo(
      'record-decision',
      { id },
      {
        resourceType: 'Parameters',
        parameter: [
          { name: 'decision', valueCode: 'denied' },
          { name: 'number', valueString: `A-${id}` },
          { name: 'receivedAt', valueDateTime: hour },
        ],
      },
    ),
    harness.harness,
  );
const tell = async (resource: Appointment, told = {}) => {
  await harness.receive({
    id: `told-${++count}`,
    'detail-type': 'FHIR Appointment',
    detail: { source, resource, ...told },
  });
  expect(await harness.drain()).toEqual([]);
  await harness.relay();
};
const risks = (id: string) =>
  harness.published
    .filter(({ type, detail }) => type === 'BookingAtRisk' && detail.order === `ServiceRequest/${id}`)
    .map(({ detail: { appointment: of, answer, reasons, start } }) => ({ of, answer, reasons, start }));
const visits = async (id: string) =>
  ((await harness.record(id))?.bookings ?? []).map(({ appointment: of, state, date, answer }) => [
    of,
    state,
    date,
    answer,
  ]);
const later = (minutes: number) => ({ lastUpdated: new Date(Date.parse(NOW) + minutes * 60_000).toISOString() });

describe('a visit', () => {
  test('booked inside the window is fine: on the record, and nobody is alarmed', async () => {
    await order('fits');
    await approve('fits');
    await tell(appointment('v1', 'fits', INSIDE));
    expect(await visits('fits')).toEqual([['v1', 'booked', '2026-12-09', 'yes']]);
    expect(risks('fits')).toEqual([]);
    expect((await harness.record('fits'))?.history[0]).toMatchObject({ what: 'visit-recorded', by: source });
  });

  test('moved outside the window is checked again by itself, and raises BookingAtRisk once', async () => {
    await order('moved');
    await approve('moved');
    await tell(appointment('v2', 'moved', INSIDE));
    const out = appointment('v2', 'moved', OUTSIDE, { meta: later(1) });
    await tell(out);
    await tell(out);
    expect(await visits('moved')).toEqual([['v2', 'booked', '2027-01-20', 'no']]);
    // The coverage of the demo order has no end: only the window speaks against it.
    expect(risks('moved')).toEqual([
      { of: 'Appointment/v2', answer: 'no', reasons: ['outside-window'], start: '2027-01-20T14:00:00.000Z' },
    ]);
  });

  test('news older than what is known changes nothing, cancelled frees the place', async () => {
    await order('order-of-news');
    await tell(appointment('v3', 'order-of-news', INSIDE, { meta: later(5) }));
    await tell(appointment('v3', 'order-of-news', OUTSIDE, { meta: later(4) }));
    expect(await visits('order-of-news')).toEqual([['v3', 'booked', '2026-12-09', 'not-yet']]);
    await tell(appointment('v3', 'order-of-news', INSIDE, { meta: later(6), status: 'cancelled' }));
    expect((await visits('order-of-news'))[0]?.slice(0, 2)).toEqual(['v3', 'cancelled']);
    expect(risks('order-of-news')).toHaveLength(1);
  });

  test('of an order nobody knows is none of our business', async () => {
    await tell(appointment('v4', 'never-seen', INSIDE));
    await tell(appointment('v5', 'never-seen', INSIDE, { basedOn: [{ display: 'a referral on paper' }] }));
    expect(await harness.record('never-seen')).toBeUndefined();
    expect(harness.deadLetters.sent).toEqual([]);
  });

  test('is checked again when the payer takes the approval back', async () => {
    await order('taken-back');
    await approve('taken-back');
    await tell(appointment('v6', 'taken-back', INSIDE));
    await deny('taken-back', '2026-11-25T12:00:00-05:00');
    expect(await sweepDue(harness.ports)).toBeGreaterThan(0);
    await harness.relay();
    expect(risks('taken-back')).toMatchObject([{ of: 'Appointment/v6', answer: 'no', reasons: ['denied'] }]);
    const { published } = harness;
    const told = published.length;
    await sweepDue(harness.ports);
    await harness.relay();
    expect(published).toHaveLength(told);
  });

  test('that took place uses up its units, and leaves nothing to book', async () => {
    await order('done');
    await approve('done', [{ name: 'units', valuePositiveInt: 1 }]);
    await tell(appointment('v7', 'done', INSIDE));
    await tell(appointment('v7', 'done', INSIDE, { status: 'fulfilled', meta: later(2) }));
    const asked = { resourceType: 'Parameters', parameter: [{ name: 'start', valueDateTime: INSIDE }] };
    const { body } = await bookable(requestTo('bookable', { id: 'done' }, asked), harness.harness);
    const words = (body as { parameter: { name: string; valueCode?: string }[] }).parameter;
    expect(words.find(({ name }) => name === 'answer')?.valueCode).toBe('no');
    expect(JSON.stringify(body)).toMatch(/"performed".*"units-used"/);
  });
});

test('which codes to authorize together before the day stands on the record, until the test is done', async () => {
  const treadmill = { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '93015' }] };
  await order('treadmill', (one) => {
    one.code = treadmill;
  });
  expect((await harness.record('treadmill'))?.fallbacks).toEqual(expect.arrayContaining(['93351', '78452']));
  await order('treadmill', (one) => {
    one.code = treadmill;
    one.status = 'completed';
    one.meta = later(1);
  });
  expect((await harness.record('treadmill'))?.fallbacks).toBeUndefined();
});

describe('what cannot be read is a dead letter, and the record is untouched', () => {
  const bad: readonly [string, Partial<Appointment>, object?][] = [
    ['no start', { start: undefined as never }],
    ['ends before it starts', { end: '2026-12-09T08:00:00-05:00' }],
    ['a start without zone', { start: '2026-12-09T09:00:00' }],
    ['not R4', { participant: undefined as never }],
    ['another source', {}, { source: 'somebody-else' }],
  ];
  test.each(bad)('%s', async (_, more, told = {}) => {
    await order('untouched');
    const before = await harness.record('untouched');
    const sent = harness.deadLetters.sent.length;
    await tell(appointment('v8', 'untouched', INSIDE, more), told);
    expect(harness.deadLetters.sent).toHaveLength(sent + 1);
    expect(await harness.record('untouched')).toEqual(before);
  });
});
