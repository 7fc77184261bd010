import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordVisit } from '../../shared/app/authorization/record-visit.ts';
import type { Booking } from '../../shared/core/authorization/booking.ts';
import { type EndpointHarness, NOW, openEndpointHarness, TENANT, WAYS } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

const LIST = '/r4/$worklist';
const DAY = '2026-06-15';
const PERIOD = ['Period', { start: '2026-06-10', end: '2026-07-09' }] as const;

let harness: EndpointHarness;
const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const get = (query: string, headers = {}) => harness.ways.direct({ method: 'GET', path: `${LIST}?${query}`, headers });
const order = (id: string, on = DAY) =>
  post(
    '/r4/ServiceRequest/$assess',
    orderMessage(id, (one) => {
      one.occurrenceDateTime = on;
    }),
  );
const approve = (id: string) =>
  post(
    `/r4/ServiceRequest/${id}/$record-decision`,
    decisionMessage('approved', { number: ['String', `N-${id}`], period: PERIOD }),
  );
let told = 0;
const visit = (appointment: string, orders: readonly string[], start: string, state: Booking['state'] = 'booked') => {
  const at = {
    appointment,
    state,
    slot: { start, codes: [] },
    lastUpdated: new Date(Date.parse(NOW) + ++told).toISOString(),
  };
  const caller = { tenant: TENANT, source: 'north', by: 'north', receivedAt: NOW };
  return Promise.all(orders.map((id) => recordVisit({ ...at, orders: [...orders] }, id, caller, harness.ports)));
};
beforeAll(async () => {
  harness = await openEndpointHarness();
  for (const id of ['waits', 'first', 'second', 'moved']) await order(id);
  await order('elsewhere', '2026-06-20');
  for (const id of ['first', 'second', 'moved']) await approve(id);
  await visit('a1', ['first', 'second'], `${DAY}T13:00:00.000Z`);
  await visit('a2', ['moved'], '2026-06-16T13:00:00.000Z');
});
afterAll(() => harness.close());

const valuesOf = (row: Part, name: string) =>
  row.parameter
    .filter((one: Part) => one.name === name)
    .map((one: Part) => one.part ?? Object.entries(one).find(([key]) => key.startsWith('value'))?.[1]);
const rowsOf = (body: Part): readonly Part[] => (body.entry ?? []).map(({ resource }: Part) => resource);
const ordersOf = (body: Part) =>
  rowsOf(body).map((row) =>
    valuesOf(row, 'order').map(({ reference }: Part) => reference.replace('ServiceRequest/', '')),
  );

describe.each(WAYS)('the list of a day, %s', (way) => {
  test('has its visits, and orders without one on their service date, most urgent first', async () => {
    const { status, body, headers } = await harness.ways[way]({ method: 'GET', path: `${LIST}?date=${DAY}` });
    expect(status).toBe(200);
    expect(headers.etag).toMatch(/^W\/"[0-9a-f]{32}"$/);
    expect(body.total).toBe(2);
    expect(ordersOf(body)).toEqual([['waits'], ['first', 'second']]);
    const [waits, booked] = rowsOf(body) as [Part, Part];
    expect(valuesOf(waits, 'start')).toEqual([]);
    expect(valuesOf(waits, 'date')).toEqual([DAY]);
    expect(valuesOf(waits, 'answer')).toEqual(['not-yet']);
    expect(valuesOf(booked, 'start')).toEqual([`${DAY}T09:00:00-04:00`]);
    expect(valuesOf(booked, 'answer')).toEqual(['yes']);
    expect(valuesOf(booked, 'patient')[0].display).toBe('Zzyzx, Quillfeather');
    expect(valuesOf(booked, 'test')).toEqual(['Stress echo']);
    expect(valuesOf(booked, 'appointment')).toEqual([{ reference: 'Appointment/a1' }]);
    expect(valuesOf(booked, 'task')).toHaveLength(2);
    expect(valuesOf(booked, 'payer')[0].display).toBeTruthy();
  });
});

test('a visit that moved is on its new day alone, and a cancelled one gives its order back to the service date', async () => {
  expect(ordersOf((await get('date=2026-06-16')).body)).toEqual([['moved']]);
  const before = await get(`date=${DAY}`);
  await visit('a2', ['moved'], '2026-06-17T13:00:00.000Z');
  expect(ordersOf((await get('date=2026-06-16')).body)).toEqual([]);
  expect(ordersOf((await get('date=2026-06-17')).body)).toEqual([['moved']]);
  await visit('a2', ['moved'], '2026-06-17T13:00:00.000Z', 'cancelled');
  expect(ordersOf((await get('date=2026-06-17')).body)).toEqual([]);
  const after = await get(`date=${DAY}`, { 'if-none-match': before.headers.etag });
  expect(ordersOf(after.body).flat()).toContain('moved');
});

test('what did not change is told by one query of the table, and any change of a row is told', async () => {
  const { headers } = await get(`date=${DAY}`);
  const again = { 'if-none-match': headers.etag ?? '' };
  const calls = await harness.callsOf(async () => expect((await get(`date=${DAY}`, again)).status).toBe(304));
  expect(calls).toEqual({ Query: 1 });
  await approve('waits');
  const changed = await get(`date=${DAY}`, again);
  expect(changed.status).toBe(200);
  expect(changed.headers.etag).not.toBe(headers.etag);
  expect((await get(`date=${DAY}`, { 'if-none-match': `"x", ${changed.headers.etag}` })).status).toBe(304);
});

test('once the list of orders is complete a day is read by three queries at most, and shows the same rows', async () => {
  const range = 'date=ge2026-06-15&date=le2026-06-20';
  const before = await get(range);
  expect(await harness.ports.authorizations.enlist(TENANT.id, 1_000)).toBe('complete');
  let after: typeof before | undefined;
  const { Query = 0 } = await harness.callsOf(async () => {
    after = await get(range);
  });
  expect(Query).toBeLessThanOrEqual(3);
  expect(ordersOf(after?.body)).toEqual(ordersOf(before.body));
  expect(ordersOf(after?.body).length).toBeGreaterThan(3);
  // An order of another day by now is not shown on the earlier one.
  await order('elsewhere', '2026-06-21');
  expect(ordersOf((await get('date=2026-06-20')).body)).toEqual([]);
  expect(ordersOf((await get('date=2026-06-21')).body)).toEqual([['elsewhere']]);
  await order('elsewhere', '2026-06-20');
});

test('filters, pages and several days', async () => {
  const all = (await get('date=ge2026-06-15&date=le2026-06-20')).body;
  expect(all.total).toBe(4);
  const yes = (await get('date=ge2026-06-15&date=le2026-06-20&state=yes')).body;
  expect(rowsOf(yes).every((row) => valuesOf(row, 'state')[0] === 'yes')).toBe(true);
  expect(yes.total).toBeLessThan(all.total);
  expect(ordersOf((await get('date=2026-06-20&owner=biller')).body)).toEqual([]);
  const first = (await get('date=ge2026-06-15&date=le2026-06-20&_count=3')).body;
  const next = new URL(first.link.find((one: Part) => one.relation === 'next').url);
  const second = (await harness.ways.direct({ method: 'GET', path: `${next.pathname}${next.search}` })).body;
  expect([...ordersOf(first), ...ordersOf(second)]).toEqual(ordersOf(all));
});

test.each(['date=2026', 'date=ge2026-06-01', 'date=ge2026-06-01&date=le2026-07-02', 'state=green', 'owner=x', 'dat=1'])(
  '%s is refused',
  async (query) => expect((await get(query)).status).toBe(400),
);
