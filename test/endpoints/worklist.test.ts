import type { Appointment } from 'fhir/r4';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CPT } from '../../shared/codes/systems.ts';
import { appointment } from '../support/appointments.ts';
import { type EndpointHarness, openEndpointHarness, WAYS } from '../support/endpoint-harness.ts';
import { decisionMessage, orderMessage, type Part } from '../support/endpoint-messages.ts';

let harness: EndpointHarness;
const post = (path: string, body: unknown) => harness.ways.direct({ method: 'POST', path, body });
const PERIOD = ['Period', { start: '2026-06-10', end: '2026-07-09' }] as const;
beforeAll(async () => {
  harness = await openEndpointHarness();
  for (const id of ['approved', 'late', 'open', 'twice']) await post('/r4/ServiceRequest/$assess', orderMessage(id));
  await post('/r4/ServiceRequest/$assess?source=south', orderMessage('twice'));
  for (const id of ['approved', 'late'])
    await post(
      `/r4/ServiceRequest/${id}/$record-decision`,
      decisionMessage('approved', { number: ['String', `N-${id}`], period: PERIOD }),
    );
});
afterAll(() => harness.close());

const INSIDE = '2026-06-15T09:00:00-04:00';
const AFTER = '2026-07-20T09:00:00-04:00';
const bundleOf = (...visits: readonly Appointment[]): Part => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: visits.map((resource) => ({ fullUrl: `https://ehr.example/r4/Appointment/${resource.id}`, resource })),
});
const VISITS = [
  appointment('a1', 'approved', INSIDE),
  appointment('a2', 'open', INSIDE),
  appointment('a3', 'late', AFTER),
  appointment('a4', 'nobody-knows', INSIDE),
  appointment('a5', 'late', '2026-07-19T09:00:00-04:00'),
];
const part = (row: Part, name: string) => row.parameter.filter((one: Part) => one.name === name);
const rowsOf = (body: Part) =>
  body.entry.map(({ resource }: Part) => [
    part(resource, 'row')[0].valuePositiveInt,
    part(resource, 'answer')[0].valueCode,
    part(resource, 'reason').map((one: Part) => one.valueCodeableConcept.coding[0].code)[0],
  ]);

describe.each(WAYS)('$worklist, %s', (way) => {
  const ask = (body: unknown, query = '', headers = {}) =>
    harness.ways[way]({ method: 'POST', path: `/r4/$worklist${query}`, body, headers });

  test('rows come back most urgent first, each with answer, reason and next step', async () => {
    const { status, body } = await ask(bundleOf(...VISITS));
    expect(status).toBe(200);
    expect(rowsOf(body)).toEqual([
      [5, 'no', 'outside-window'],
      [3, 'no', 'outside-window'],
      [4, 'cannot-tell', 'unknown-order'],
      [2, 'not-yet', 'outstanding'],
      [1, 'yes', 'inside-window'],
    ]);
    for (const { resource } of body.entry) expect(part(resource, 'nextStep')[0].valueString).toMatch(/\.$/);
    expect(part(body.entry[0].resource, 'appointment')).toEqual([
      { name: 'appointment', valueReference: { reference: 'Appointment/a5' } },
    ]);
  });

  test('each row says what $bookable says of that visit', async () => {
    const { body } = await ask(bundleOf(...VISITS.slice(0, 3)));
    for (const { resource } of body.entry) {
      const [{ valueReference }] = part(resource, 'order');
      const [{ valueDateTime }] = part(resource, 'start');
      const path = `/r4/${valueReference.reference}/$bookable`;
      const slot = { resourceType: 'Parameters', parameter: [{ name: 'start', valueDateTime }] };
      const alone = await harness.ways[way]({ method: 'POST', path, body: slot });
      expect(resource.parameter.slice(-alone.body.parameter.length)).toEqual(alone.body.parameter);
    }
  });

  test.each([
    ['a code that is none beside the test', [['93351'], ['93350, 93016']], 'cannot-tell'],
    ['a code without a system', [['93351'], [undefined, '78452']], 'no'],
    ['another service beside the test', [['93351'], ['99213']], 'cannot-tell'],
  ])('%s is not left out of the visit', async (_, codes, answer) => {
    const serviceType = codes.map((code) => ({
      coding: code.length > 1 ? [{ code: code[1] }] : [{ system: CPT, code: code[0] }],
    }));
    const visit = { ...appointment('a9', 'approved', INSIDE), serviceType } as Appointment;
    const { body } = await ask(bundleOf(visit));
    expect(part(body.entry[0].resource, 'answer')[0].valueCode).toBe(answer);
    const slot = ['93351', codes[1]?.at(-1)].map((code) => ({ name: 'code', valueCoding: { code } }));
    const start = { name: 'start', valueDateTime: INSIDE };
    const path = '/r4/ServiceRequest/approved/$bookable';
    const alone = await harness.ways[way]({
      method: 'POST',
      path,
      body: { resourceType: 'Parameters', parameter: [start, ...slot] },
    });
    expect(part(alone.body, 'answer')[0].valueCode).toBe(answer);
  });

  test('an order by the number of its placer, and one by nothing that can be read', async () => {
    const by = (basedOn: Appointment['basedOn']) =>
      ({ ...appointment('a9', 'approved', INSIDE), basedOn }) as Appointment;
    const { body } = await ask(
      bundleOf(
        by([{ identifier: { value: 'ORD-approved' } }]),
        by([{ reference: 'ServiceRequest/approved' }, { display: 'the other one' }]),
      ),
    );
    expect(rowsOf(body)).toEqual([
      [2, 'cannot-tell', 'unreadable'],
      [1, 'yes', 'inside-window'],
    ]);
  });

  test('a place that is none, and more codes than a visit may have, are refused', async () => {
    const parameter = (more: readonly Part[]) => ({
      resourceType: 'Parameters',
      parameter: [{ name: 'start', valueDateTime: INSIDE }, ...more],
    });
    const at = { method: 'POST', path: '/r4/ServiceRequest/approved/$bookable' } as const;
    const place = [{ name: 'placeOfService', valueCoding: { code: '97' } }];
    const codes = Array.from({ length: 30 }, (_, index) => ({
      name: 'code',
      valueCoding: { code: String(93000 + index) },
    }));
    expect((await harness.ways[way]({ ...at, body: parameter(place) })).status).toBe(400);
    expect((await harness.ways[way]({ ...at, body: parameter(codes) })).status).toBe(413);
  });

  test('goes on where an answer ended; the same part again is the same, and nothing is written', async () => {
    const before = await harness.scan();
    const parts = [];
    for (let next: string | undefined = '?_count=2'; next; ) {
      const { body } = await ask(bundleOf(...VISITS), next);
      expect((await ask(bundleOf(...VISITS), next)).body).toEqual(body);
      parts.push(rowsOf(body).map(([row]: [number]) => row));
      const address: string | undefined = body.link?.[0].url;
      next = address && new URL(address).search;
    }
    expect(parts).toEqual([[2, 1], [3, 4], [5]]);
    expect(await harness.scan()).toEqual(before);
  });

  test('a row that cannot be read is a row of the answer', async () => {
    const { start: _start, ...timeless } = appointment('z', 'approved', INSIDE);
    const { body } = await ask(bundleOf(timeless, ...VISITS.slice(0, 1)));
    expect(rowsOf(body)).toEqual([
      [1, 'cannot-tell', 'unreadable'],
      [2, 'yes', 'inside-window'],
    ]);
  });

  test.each([
    ['an order', orderMessage('approved')],
    ['no visit at all', { resourceType: 'Bundle', type: 'collection' }],
    ['no Bundle', appointment('a', 'approved', INSIDE)],
  ])('%s is no worklist', async (_, body) => {
    expect((await ask(body)).status).toBe(400);
  });
  test.each(['?_count=0', '?_offset=-1', '?_count=many'])('%s is refused', async (query) => {
    expect((await ask(bundleOf(...VISITS), query)).body.issue[0].expression[0]).toMatch(/^http\._(count|offset)$/);
  });
});

describe('as CSV', () => {
  const ask = async (body: string, headers = {}, query = '') => {
    const response = await fetch(`${harness.url}/r4/$worklist${query}`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', ...headers },
      body,
    });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  const LIST = `order,start,code,source\napproved,${INSIDE},,\ntwice,${INSIDE},,\ntwice,${INSIDE},,south\nlate,${AFTER},93351,\n,${INSIDE},,\nlate,tomorrow,,\n"=cmd()",${INSIDE},,`;

  test('in and out, most urgent first; a spreadsheet finds no formula in it', async () => {
    const { status, type, text } = await ask(LIST);
    expect([status, type]).toEqual([200, 'text/csv; charset=utf-8']);
    const lines = text.trim().split('\r\n');
    expect(lines.map((line) => line.split(',').slice(0, 6).join(' ').replaceAll('"', ''))).toEqual([
      'row appointment order start answer reason',
      '4  late 2026-07-20T09:00:00-04:00 no outside-window',
      '6  late  cannot-tell unreadable',
      '2  twice 2026-06-15T09:00:00-04:00 cannot-tell unknown-order',
      '5   2026-06-15T09:00:00-04:00 cannot-tell unreadable',
      "7  '=cmd() 2026-06-15T09:00:00-04:00 cannot-tell unknown-order",
      '3  twice 2026-06-15T09:00:00-04:00 not-yet outstanding',
      '1  approved 2026-06-15T09:00:00-04:00 yes inside-window',
    ]);
  });

  test('each way of the four: CSV or Bundle in, CSV or Bundle out', async () => {
    expect((await ask(LIST, { accept: 'application/fhir+json' })).type).toMatch(/fhir\+json/);
    const json = { 'content-type': 'application/fhir+json' };
    const visits = JSON.stringify(bundleOf(...VISITS));
    expect((await ask(visits, { ...json, accept: 'text/csv' })).type).toMatch(/csv/);
    expect((await ask(visits, json, '?_format=text/csv')).type).toMatch(/csv/);
    expect((await ask(visits, json)).type).toMatch(/fhir\+json/);
  });

  test.each([
    ['no header', `approved,${INSIDE}`],
    ['no column for the order', `patient,start\na,${INSIDE}`],
    ['no column for the day', 'order,code\na,93350'],
    ['a workbook', 'PK\u0003\u0004\u0014\u0000\u0006\u0000'],
    ['no row', 'order,start'],
    ['nothing', ''],
  ])('%s is refused', async (_, body) => {
    expect((await ask(body)).status).toBe(400);
  });

  test('no other door takes it', async () => {
    const { status } = await harness.ways.direct({
      method: 'POST',
      path: '/r4/ServiceRequest/approved/$bookable',
      body: LIST,
      headers: { 'content-type': 'text/csv' },
    });
    expect(status).toBe(415);
  });
});
