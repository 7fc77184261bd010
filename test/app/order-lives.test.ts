import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookable } from '../../functions/fhir-api/bookable.ts';
import { recordDecision } from '../../functions/fhir-api/record-decision.ts';
import { sweepDue } from '../../shared/app/authorization/sweep-due.ts';
import { DECISIONS } from '../../shared/core/authorization/decision.ts';
import { appointment } from '../support/appointments.ts';
import { type EventHarness, NOW, openEventHarness, requestTo, TENANT } from '../support/event-harness.ts';
import { NEEDS, OrderModel, type Said } from '../support/order-model.ts';
import { orderBundle } from '../support/orders.ts';

let harness: EventHarness;
beforeAll(async () => {
  harness = await openEventHarness();
});
afterAll(() => harness.close());

interface Real {
  readonly id: string;
  /** Counts messages, so that each is newer than the one before. */
  clock: number;
}
/** The ordered day is a fortnight after the first message. */
const ANSWERED_ANEW_MS = 15 * 86_400_000;
type Command = fc.AsyncCommand<OrderModel, Real>;
const { source } = TENANT;
const later = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
const recordOf = ({ id }: Real) => harness.record(id);

const command = (name: string, run: (model: OrderModel, real: Real) => Promise<void>): Command => ({
  check: () => true,
  toString: () => name,
  run: async (model, real) => {
    await run(model, real);
    const record = await recordOf(real);
    expect(record?.history.map(({ version }) => version)[0]).toBe(record?.version);
    if (model.code !== NEEDS) return;
    const approved = record?.state === 'approved' || record?.state === 'partial';
    if (record?.state !== 'expired') expect([name, approved]).toEqual([name, model.isApproved()]);
  },
});

const sendOrder = async ({ id }: Real, code: string, status: string, at: number) => {
  const bundle = orderBundle(id, (order) => {
    order.meta = { lastUpdated: later(at) };
    order.code = { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code }] };
    order.status = status as typeof order.status;
  });
  await harness.receive({ detail: { source, bundle } });
  expect(await harness.drain()).toEqual([]);
};
const tellVisit = async (real: Real, visit: string, day: string, status: 'booked' | 'cancelled' | 'fulfilled') => {
  const meta = { lastUpdated: later(++real.clock) };
  const resource = appointment(visit, real.id, `${day}T12:00:00-05:00`, { status, meta });
  await harness.receive({ 'detail-type': 'FHIR Appointment', detail: { source, resource } });
  expect(await harness.drain()).toEqual([]);
};
const record = async (real: Real, { decision, number, start, end, at }: Said) => {
  const parameter = [
    { name: 'decision', valueCode: decision },
    ...(number ? [{ name: 'number', valueString: `${real.id}-${number}` }] : []),
    { name: 'period', valuePeriod: { start, end } },
    { name: 'receivedAt', valueDateTime: later(-at) },
  ];
  const asked = requestTo('record-decision', { id: real.id }, { resourceType: 'Parameters', parameter });
  return (await recordDecision(asked, harness.harness)).status;
};

/** Few days, so that windows, visits and the ordered day often meet. */
const day = fc.constantFrom('2026-11-28', '2026-12-08', '2026-12-09', '2026-12-10', '2027-01-05');

const orders = fc
  .record({
    code: fc.constantFrom(NEEDS, NEEDS, '78452'),
    status: fc.constantFrom('active', 'active', 'revoked', 'completed'),
  })
  .map(({ code, status }) =>
    command(`order ${code} ${status}`, async (model, real) => {
      await sendOrder(real, code, status, ++real.clock);
      Object.assign(model, { code, status });
    }),
  );
const again = fc.constant(
  command('the same order again, and an older one', async ({ code, status }, real) => {
    // Past the ordered day the same order is answered anew, as one of the past.
    if (Date.parse(harness.time.now) - Date.parse(NOW) >= ANSWERED_ANEW_MS) return;
    const before = await recordOf(real);
    await sendOrder(real, code, status, real.clock);
    await sendOrder(real, '93350', 'active', -60);
    expect((await recordOf(real))?.version).toBe(before?.version);
  }),
);
const decided = (decision: fc.Arbitrary<Said['decision']>, number: fc.Arbitrary<Said['number']>) =>
  fc
    .record({ decision, number, window: fc.tuple(day, day), at: fc.integer({ min: 0, max: 10_000 }) })
    .map(({ decision, number, window, at }) => {
      const [start = '', end = ''] = [...window].sort();
      return command(
        `${decision} ${number ?? 'without number'} ${start}..${end} ${at} min ago`,
        async (model, real) => {
          if (model.said.some((one) => one.at === at)) return;
          const said = { decision, number, code: decision === 'cancelled' ? undefined : model.code, start, end, at };
          expect(await record(real, said)).toBe(200);
          model.said.push(said);
          const before = await recordOf(real);
          expect(await record(real, said)).toBe(200);
          expect((await recordOf(real))?.version).toBe(before?.version);
        },
      );
    });
const number = fc.constantFrom(undefined, 'A', 'B');
const decisions = decided(fc.constantFrom(...DECISIONS), number);
const approvals = decided(fc.constantFrom('approved', 'partial'), fc.constantFrom('A', 'B'));
const takenBack = decided(fc.constantFrom('denied', 'cancelled', 'appealed'), fc.constant(undefined));
const visits = fc
  .record({
    visit: fc.constantFrom('v1', 'v2'),
    on: day,
    status: fc.constantFrom('booked', 'booked', 'cancelled', 'fulfilled'),
  })
  .map(({ visit, on, status }) =>
    command(`${visit} ${status} ${on}`, async (model, real) => {
      await tellVisit(real, `${real.id}-${visit}`, on, status as 'booked');
      model.visits.set(visit, { day: on, state: status });
      const told = (await recordOf(real))?.bookings?.find(({ appointment: of }) => of.endsWith(visit));
      expect([told?.date, told?.state]).toEqual([on, status]);
    }),
  );
const slots = day.map((on) =>
  command(`may ${on} be booked?`, async (model, { id }) => {
    if (model.code !== NEEDS || model.said.some(({ decision }) => decision === 'not-required')) return;
    const parameter = [{ name: 'start', valueDateTime: `${on}T12:00:00-05:00` }];
    const asked = requestTo('bookable', { id }, { resourceType: 'Parameters', parameter });
    const { body } = await bookable({ ...asked, receivedAt: harness.time.now }, harness.harness);
    const [answer] = (body as { parameter: { valueCode: string }[] }).parameter;
    // A month later, or shortly before a visit, nobody here confirms the coverage anew.
    const isUnconfirmed = JSON.stringify(body).includes('"coverage-unconfirmed"');
    if (isUnconfirmed) expect(model.isSwept).toBe(true);
    expect([on, answer?.valueCode === 'yes']).toEqual([on, model.mayBook(on) && !isUnconfirmed]);
  }),
);
const days = fc.integer({ min: 1, max: 8 }).map((count) =>
  command(`${count} days pass`, async (model) => {
    harness.time.now = new Date(Date.parse(harness.time.now) + count * 86_400_000).toISOString();
    model.today = harness.time.now.slice(0, 10);
  }),
);
const sweeps = fc.constant(
  command('the clocks are swept, twice', async (model, real) => {
    model.isSwept = true;
    while ((await sweepDue(harness.ports)) > 0);
    const before = await recordOf(real);
    await sweepDue(harness.ports);
    expect(await recordOf(real)).toEqual(before);
    expect(before?.nextDue === undefined || before.nextDue > harness.time.now).toBe(true);
    const names = before?.told ?? [];
    expect(new Set(names).size).toBe(names.length);
  }),
);

let runs = 0;
test('random lives of an order agree with the simple model', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.commands([orders, again, decisions, approvals, approvals, takenBack, visits, slots, slots, days, sweeps], {
        maxCommands: 16,
        size: 'max',
      }),
      (commands) =>
        fc.asyncModelRun(async () => {
          harness.time.now = NOW;
          const real = { id: `life-${++runs}`, clock: 0 };
          await sendOrder(real, NEEDS, 'active', 0);
          return { model: new OrderModel(), real };
        }, commands),
    ),
    { numRuns: 60, interruptAfterTimeLimit: 60_000 },
  );
}, 120_000);
